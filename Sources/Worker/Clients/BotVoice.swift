import Contracts
import Identifiers
import Logging
import RabbitMQ

/// Publishes what bots say, by the public contract alone, and does not give up before the broker has taken it.
public struct BotVoice: Sendable {
    /// How long one try may wait for a broker that is away or has an alarm.
    static let patience: Duration = .seconds(10)
    /// The pauses between two tries of the same message.
    static let firstPause: Duration = .milliseconds(50)
    static let longestPause: Duration = .seconds(2)

    private let exchange: String
    private let publisher: Publisher
    private let user: String
    private let log: Logger

    public init(_ context: WorkerContext, over lines: BrokerLines) {
        exchange = context.topology.exchange(of: .bots)
        publisher = Publisher(on: lines.publish)
        user = context.settings.endpoint.user
        log = context.log
    }

    /// Says one thing in a conversation. The same `id` again has no second effect, so derive it from its cause.
    ///
    /// - Throws: `CancellationError` if the task was cancelled before the broker had it; it may have it all the same.
    public func say(
        _ message: some Message, in conversation: ConversationID, id: String, at now: Instant, trace: String? = nil
    ) async throws(CancellationError) {
        guard let publication = publication(message, conversation, id, now, trace) else { return }
        var pause = Self.firstPause
        while await publish(publication) != .confirmed {
            if Task.isCancelled { throw CancellationError() }
            // Cancelled while pausing: the next try is over at once.
            try? await ContinuousClock().sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    private func publication(
        _ message: some Message, _ conversation: ConversationID, _ id: String, _ now: Instant, _ trace: String?
    ) -> Publication? {
        var envelope = Envelope.ours(message.type, id: id, at: now, correlation: conversation.text, trace: trace)
        envelope.userId = user
        do {
            return Publication(
                exchange: exchange, routingKey: conversation.text, properties: Properties(envelope),
                body: try message.encoded())
        } catch {
            log.error(
                "What a bot says can't be written as JSON and is dropped.",
                metadata: [LogKey.type: "\(message.type)", LogKey.error: "\(error)"])
            return nil
        }
    }

    /// A message that can never be put on the wire counts as said.
    private func publish(_ publication: Publication) async -> Outcome {
        do {
            return try await publisher.publish([publication], within: Self.patience).first ?? .rejected
        } catch {
            log.error(
                "What a bot says can't be put on the wire and is dropped.", metadata: [LogKey.error: "\(error)"])
            return .confirmed
        }
    }
}
