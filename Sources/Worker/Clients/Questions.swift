import Contracts
import Domain
import Identifiers
import Logging
import RabbitMQ
import Synchronization

/// Why a question has no answer.
public enum QuestionError: Error, Hashable, CustomStringConvertible {
    /// Nobody answered in time; asking again may help.
    case unanswered
    /// What was asked was refused; asking again helps only with `unavailable`.
    case refused(RejectionCode, String)

    public var description: String {
        switch self {
        case .unanswered: "Nobody answered in time."
        case .refused(_, let sentence): sentence
        }
    }
}

/// Asks the engine by the public contract, over a reply queue of its own.
public final class Questions: Sendable {
    /// The pause before listening again after the broker ended it.
    static let pause: Duration = .milliseconds(250)
    /// The pause before asking again what was not to be had yet.
    static let retryPause: Duration = .milliseconds(100)

    private struct Reply: Sendable {
        let type: String?
        let body: [UInt8]
    }

    private typealias Waiter = CheckedContinuation<Reply?, Never>

    private let topology: Topology
    private let replies: String
    /// The broker's user, said with every question: a tenant may take them from certain users alone.
    private let user: String
    private let consume: Connection
    private let publisher: Publisher
    private let log: Logger
    private let listening = Atomic(false)
    private let waiting = Mutex<[String: Waiter]>([:])

    public init(_ context: WorkerContext, over lines: BrokerLines) {
        topology = context.topology
        replies = context.topology.clientQueue("\(context.replica)-answers")
        user = context.settings.endpoint.user
        consume = lines.consume
        publisher = Publisher(on: lines.publish)
        log = context.log
    }

    /// Whether answers can arrive now.
    public var isListening: Bool { listening.load(ordering: .relaxed) }

    /// Listens to the answers until the task is cancelled; every loss is repaired.
    public func run() async {
        while !Task.isCancelled {
            do {
                try await consume.connected()
                try await listen()
            } catch {
                guard (error as? RabbitMQError)?.code != .closed, !Task.isCancelled else { return }
                log.warning(
                    "A queue could not be consumed; trying again.",
                    metadata: [LogKey.queue: "\(replies)", LogKey.error: "\(error)"])
            }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
        }
    }

    private func listen() async throws {
        try await consume.declare(QueueDeclaration(replies, exclusive: true, autoDelete: true))
        let consumer = Consumer(on: consume)
        try await consumer.subscribe(to: replies)
        listening.store(true, ordering: .relaxed)
        defer { listening.store(false, ordering: .relaxed) }
        while let batch = try await consumer.next() {
            for delivery in batch.deliveries {
                guard let id = delivery.properties.correlationId else { continue }
                settle(id, Reply(type: delivery.properties.type, body: delivery.body))
            }
            consumer.acknowledge(batch)
            if !batch.ended.isEmpty { return }
        }
    }

    private func settle(_ id: String, _ reply: Reply?) {
        waiting.withLock { $0.removeValue(forKey: id) }?.resume(returning: reply)
    }
}

extension Questions {
    /// Asks, and asks again while the answer is `unavailable`, until `patience` is over.
    ///
    /// - Throws: ``QuestionError``.
    public func ask<Wanted: Message>(
        _ query: some Message, _ key: QueryKey, for wanted: Wanted.Type, within patience: Duration
    ) async throws(QuestionError) -> Wanted {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                return try await askOnce(query, key, until: deadline)
            } catch QuestionError.refused(.unavailable, let sentence) {
                guard ContinuousClock.now + Self.retryPause < deadline, !Task.isCancelled else {
                    throw .refused(.unavailable, sentence)
                }
                // Cancelled while pausing: the next try ends at once.
                try? await ContinuousClock().sleep(for: Self.retryPause)
            }
        }
    }

    private func askOnce<Wanted: Message>(
        _ query: some Message, _ key: QueryKey, until deadline: ContinuousClock.Instant
    ) async throws(QuestionError) -> Wanted {
        guard let reply = await reply(to: query, key, until: deadline) else { throw .unanswered }
        guard reply.type == Wanted.type.rawValue else { throw refusal(reply) }
        do {
            return try Wanted.decode(reply.body)
        } catch {
            log.error(
                "An answer can't be read.", metadata: [LogKey.type: "\(Wanted.type)", LogKey.error: "\(error)"])
            throw .unanswered
        }
    }

    private func refusal(_ reply: Reply) -> QuestionError {
        guard let rejected = try? Event.CommandRejected.decode(reply.body) else { return .unanswered }
        return .refused(rejected.code, rejected.message)
    }

    private func reply(to query: some Message, _ key: QueryKey, until deadline: ContinuousClock.Instant) async -> Reply?
    {
        var generator = SystemRandomNumberGenerator()
        let id = UniqueID.v7(at: WallClock.now(), random: (generator.next(), generator.next()))
        return await withTaskGroup { group in
            group.addTask { await self.wait(id, query, key, until: deadline) }
            group.addTask {
                // Cancelled when the answer came first: then nobody waits any more.
                try? await ContinuousClock().sleep(until: deadline)
                self.settle(id, nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func wait(
        _ id: String, _ query: some Message, _ key: QueryKey, until deadline: ContinuousClock.Instant
    ) async -> Reply? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                waiting.withLock { $0[id] = waiter }
                guard !Task.isCancelled, send(query, key, id, until: deadline) else { return settle(id, nil) }
            }
        } onCancel: {
            settle(id, nil)
        }
    }

    /// A question that is lost is answered by the patience.
    private func send(
        _ query: some Message, _ key: QueryKey, _ id: String, until deadline: ContinuousClock.Instant
    ) -> Bool {
        do {
            let properties = Properties(
                type: query.type.rawValue, messageId: id, correlationId: id, userId: user,
                contentType: Envelope.json, deliveryMode: .transient, replyTo: replies)
            let publication = Publication(
                exchange: topology.queries, routingKey: key.rawValue, properties: properties, body: try query.encoded())
            _ = try publisher.begin([publication], within: deadline - .now)
            return true
        } catch {
            log.error("A question can't be sent.", metadata: [LogKey.type: "\(query.type)", LogKey.error: "\(error)"])
            return false
        }
    }
}
