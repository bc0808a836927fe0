import Contracts
import RabbitMQ
import Worker

/// Reads the queue of dead letters without taking anything out: what is not acknowledged goes back in order when the
/// channel is closed (broker facts page: closed, not cancelled).
struct LetterQueue: Sendable {
    /// No more are read at once; a full queue has a million.
    static let limit = 1_000
    /// So long a silence of the broker means that nothing more comes, e.g. because somebody else reads, too.
    static let silence: Duration = .seconds(3)

    private let connection: Connection
    private let topology: Topology
    private let consumer: Consumer

    init(_ connection: Connection, _ topology: Topology) {
        self.connection = connection
        self.topology = topology
        consumer = Consumer(on: connection, prefetch: Self.limit, maximumBatch: Self.limit)
    }

    /// Runs `body` with the letters, in the queue's order, and with how many more there are; then gives them back.
    func hold<Result: Sendable>(
        _ body: ([QueuedLetter], _ more: Int) async throws -> Result
    ) async throws -> Result {
        let count = try await messageCount()
        guard count > 0 else { return try await body([], 0) }
        let subscription = try await consumer.subscribe(to: topology.deadLetters)
        do {
            let deliveries = try await read(min(count, Self.limit))
            let result = try await body(QueuedLetter.all(deliveries), max(0, count - deliveries.count))
            await consumer.handOver(subscription)
            return result
        } catch {
            await consumer.handOver(subscription)
            throw error
        }
    }

    /// Takes one out for good.
    func remove(_ letter: QueuedLetter) { consumer.acknowledge([letter.delivery]) }

    private func messageCount() async throws -> Int {
        do {
            return try await connection.messageCount(of: topology.deadLetters)
        } catch  where error.code == .notFound {
            throw CommandFailure(
                "The broker has no queue \(topology.deadLetters): start \"guiche up\", which makes it, or correct "
                    + "GUICHE_PREFIX.")
        } catch {
            // Without this branch Swift 6.3.1 crashes on the function.
            throw error
        }
    }

    private func read(_ count: Int) async throws -> [Delivery] {
        var deliveries: [Delivery] = []
        while deliveries.count < count {
            guard let batch = try await next(), !batch.isEmpty else { break }
            guard batch.ended.isEmpty else {
                throw CommandFailure("The broker ended the reading of \(topology.deadLetters): run the command again.")
            }
            deliveries += batch.deliveries
        }
        return Array(deliveries.prefix(Self.limit))
    }

    /// Nil after a silence.
    private func next() async throws -> Batch? {
        try await withThrowingTaskGroup(of: Batch?.self) { group in
            group.addTask { try await consumer.next() }
            group.addTask {
                // Cancelled when something came: then nobody asks for this answer.
                try? await ContinuousClock().sleep(for: Self.silence)
                return nil
            }
            let first = try await group.next()
            group.cancelAll()
            return first ?? nil
        }
    }
}
