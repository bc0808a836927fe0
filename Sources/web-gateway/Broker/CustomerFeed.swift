import Contracts
import Foundation
import Identifiers
import Logging
import RabbitMQ
import Synchronization
import Worker

/// What concerns customers, from one queue of this replica, handed to the streams of the sessions it is about. A loss
/// of the queue ends every stream: the browsers come back and catch up.
final class CustomerFeed: Sendable {
    /// The most events that wait for one slow browser; then its stream ends, and it comes back.
    static let backlog = 1_000
    /// The most events in the queue, for a replica that can't keep up; the oldest go, and streams can't tell. In front
    /// of a replica that consumes it stays empty.
    static let queueLimit: Int64 = 100_000
    /// The pause before listening again after the broker ended it.
    static let pause: Duration = .milliseconds(250)

    typealias Events = AsyncStream<Frame>

    private let topology: Topology
    private let queue: String
    private let connection: Connection
    private let log: Logger
    private let listening = Atomic(false)
    private let listeners = Mutex<[SessionKey: [Int: Events.Continuation]]>([:])
    private let lastListener = Atomic(0)

    private struct SessionKey: Hashable {
        let tenant: TenantID
        let session: SessionID
    }

    init(_ context: WorkerContext, over lines: BrokerLines) {
        topology = context.topology
        queue = context.topology.clientQueue("\(context.replica)-customers")
        connection = lines.consume
        log = context.log
    }

    /// Whether events arrive now.
    var isListening: Bool { listening.load(ordering: .relaxed) }

    /// The events of one session from now on; it ends when the feed is lost or the reader is too slow. Nil while the
    /// feed is lost.
    func events(of session: CustomerSession) -> Events? {
        let (events, continuation) = Events.makeStream(bufferingPolicy: .bufferingOldest(Self.backlog))
        let number = lastListener.add(1, ordering: .relaxed).newValue
        let key = SessionKey(tenant: session.tenant, session: session.id)
        let isTaken = listeners.withLock { listeners in
            // Inside the lock: whoever ends all streams sees this one, or this one sees that they are ended.
            guard isListening else { return false }
            listeners[key, default: [:]][number] = continuation
            return true
        }
        guard isTaken else { return nil }
        continuation.onTermination = { [weak self] _ in self?.forget(number, of: key) }
        return events
    }

    private func forget(_ number: Int, of key: SessionKey) {
        listeners.withLock { listeners in
            listeners[key]?[number] = nil
            if listeners[key]?.isEmpty == true { listeners[key] = nil }
        }
    }

    /// Listens until the task is cancelled; every loss is repaired.
    func run() async {
        while !Task.isCancelled {
            do {
                try await connection.connected()
                try await listen()
            } catch {
                guard (error as? RabbitMQError)?.code != .closed, !Task.isCancelled else { break }
                log.warning(
                    "A queue could not be consumed; trying again.",
                    metadata: [LogKey.queue: "\(queue)", LogKey.error: "\(error)"])
            }
            endAll()
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
        }
        endAll()
    }

    private func listen() async throws {
        try await connection.declare(
            QueueDeclaration(
                queue, exclusive: true, autoDelete: true,
                arguments: ["x-max-length": .integer(Self.queueLimit), "x-overflow": "drop-head"]))
        try await connection.bind(queue: queue, to: topology.events, routingKey: "customer.#")
        let consumer = Consumer(on: connection)
        try await consumer.subscribe(to: queue)
        listening.store(true, ordering: .relaxed)
        while let batch = try await consumer.next() {
            for delivery in batch.deliveries { handOut(delivery) }
            consumer.acknowledge(batch)
            if !batch.ended.isEmpty { return }
        }
    }

    private func endAll() {
        let ended = listeners.withLock { listeners in
            listening.store(false, ordering: .relaxed)
            defer { listeners = [:] }
            return listeners.values.flatMap(\.values)
        }
        for continuation in ended { continuation.finish() }
    }

    /// Whom it concerns stands in the body: the routing key may be another audience's (contract page).
    private func handOut(_ delivery: Delivery) {
        guard let type = delivery.properties.type,
            let about = try? JSONDecoder().decode(About.self, from: delivery.body)
        else { return }
        let key = SessionKey(tenant: about.tenant, session: about.sessionId)
        let readers = listeners.withLock { $0[key].map { Array($0.values) } ?? [] }
        guard !readers.isEmpty else { return }
        let frame = Frame(type: MessageType(type), seq: about.seq, body: delivery.body)
        for reader in readers {
            // Too slow: a gap would never be noticed, an end is.
            if case .dropped = reader.yield(frame) { reader.finish() }
        }
    }

    private struct About: Decodable {
        let tenant: TenantID
        let sessionId: SessionID
        let seq: Int?
    }
}

extension JSONDecoder {
    fileprivate func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decode(type, from: Data(bytes))
    }
}
