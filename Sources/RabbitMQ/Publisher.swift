/// Publishes in confirm mode, in order, on a channel of its own that is opened again after each loss.
public final class Publisher: Sendable {
    /// The most waves' messages on the wire without a confirm.
    public let limit: Int
    private let connection: Connection
    private let id: UInt64

    /// Makes a publisher; `limit` messages at most are unconfirmed at a time.
    public init(on connection: Connection, limit: Int = 1024) {
        self.connection = connection
        self.limit = max(1, limit)
        id = connection.nextID()
        connection.queue.submit(.openPublisher(id: id, limit: self.limit))
    }

    deinit { connection.queue.submit(.closePublisher(id: id)) }

    /// Publishes one wave and returns when every message has its outcome, in the order of `messages`.
    ///
    /// While there is no connection, or the broker has an alarm, it waits; after `time` what was not sent is `notSent`
    /// and what was not confirmed is `unknown`. When the connection or the channel breaks, every wave on its way
    /// ends at once. A cancelled task gets its outcomes the same way.
    /// Throws only `invalidMessage`, and then nothing was sent.
    public func publish(
        _ messages: [Publication], within time: Duration = .seconds(30)
    ) async throws(RabbitMQError) -> [Outcome] {
        if Task.isCancelled {
            return messages.map { _ in .notSent(RabbitMQError(.cancelled, "The publishing task was cancelled.")) }
        }
        return await (try begin(messages, within: time)).outcomes
    }

    /// Begins to publish one wave and returns at once: waves go onto the wire in the order in which they were begun, so
    /// several can be under way in a known order. Otherwise as `publish`. Give them a common pipeline if a later wave
    /// must not overtake an earlier one that failed.
    public func begin(
        _ messages: [Publication], within time: Duration = .seconds(30), in pipeline: Pipeline? = nil
    ) throws(RabbitMQError) -> PendingOutcomes {
        for message in messages { try message.validate() }
        let wave = connection.nextID()
        // Holding on to the publisher keeps its channel open until the outcomes are known.
        let pending = PendingOutcomes { [self] in
            connection.queue.submit(.abandon(publisher: id, wave: wave))
        }
        if messages.isEmpty {
            pending.resolve([])
        } else {
            let deadline = ContinuousClock.now + time
            let request = WaveRequest(
                id: wave, messages: messages, deadline: deadline, pipeline: pipeline, pending: pending)
            connection.queue.submit(.publish(publisher: id, request))
        }
        return pending
    }
}
