import Contracts
import Logging
import RabbitMQ
import Synchronization

/// One message of a queue that is read.
public struct QueueMessage: Sendable {
    public let envelope: Envelope
    public let body: [UInt8]
}

/// Reads one queue for ever. What has the same correlation id is handled in order, different ones at once, and each is
/// acknowledged by itself when it is done: one that takes long holds up nobody else.
public final class QueueReader: Sendable {
    /// The pause before reading again after the broker ended it.
    static let pause: Duration = .milliseconds(250)

    /// Handles one message. Throws only when its task was cancelled: then the message stays unacknowledged.
    public typealias Handle = @Sendable (QueueMessage) async throws(CancellationError) -> Void

    private let queue: Contracts.QueueDeclaration
    private let declares: Bool
    private let limit: Int
    private let log: Logger
    private let reading = Atomic(false)

    /// - Parameters:
    ///   - declares: whether the queue is made when it is not there.
    ///   - limit: messages taken and not yet acknowledged.
    public init(_ queue: Contracts.QueueDeclaration, declares: Bool, limit: Int, log: Logger) {
        self.queue = queue
        self.declares = declares
        self.limit = limit
        self.log = log
    }

    /// Whether the broker has it among the queue's consumers now.
    public var isReading: Bool { reading.load(ordering: .relaxed) }

    /// The reader's lifetime; every loss is repaired. Ends when the task is cancelled: what is under way is given up,
    /// and the channel is closed without cancelling the consumer, so that order holds (broker facts page).
    public func run(on connection: Connection, _ handle: @escaping Handle) async {
        while !Task.isCancelled {
            do {
                try await connection.connected()
                if declares { try await connection.declare(RabbitMQ.QueueDeclaration(queue)) }
                try await read(connection, handle)
            } catch {
                guard (error as? RabbitMQError)?.code != .closed, !Task.isCancelled else { return }
                log.warning(
                    "A queue could not be consumed; trying again.",
                    metadata: [LogKey.queue: "\(queue.name)", LogKey.error: "\(error)"])
            }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
        }
    }

    private func read(_ connection: Connection, _ handle: @escaping Handle) async throws {
        let consumer = Consumer(on: connection, prefetch: limit, maximumBatch: limit)
        try await consumer.subscribe(to: queue.name)
        reading.store(true, ordering: .relaxed)
        defer { reading.store(false, ordering: .relaxed) }
        let lanes = Lanes<Delivery>()
        try await withThrowingDiscardingTaskGroup { group in
            // What is under way when the subscription ends can't be acknowledged any more; it is delivered again.
            defer { group.cancelAll() }
            while let batch = try await consumer.next() {
                for delivery in batch.deliveries {
                    let lane = delivery.properties.correlationId ?? ""
                    guard lanes.add(delivery, to: lane) else { continue }
                    group.addTask { await Self.work(lane, of: lanes, consumer, handle) }
                }
                if !batch.ended.isEmpty { return }
            }
        }
    }

    private static func work(
        _ lane: String, of lanes: Lanes<Delivery>, _ consumer: Consumer, _ handle: Handle
    ) async {
        while let delivery = lanes.next(of: lane) {
            do {
                try await handle(QueueMessage(envelope: Envelope(delivery.properties), body: delivery.body))
            } catch {
                // Given up. The lane stays taken, so that nothing later of it is handled here.
                return
            }
            consumer.acknowledge([delivery])
        }
    }
}
