import Contracts
import RabbitMQ

/// Listens to what all replicas of all programs say of themselves. Every worker has one, and so has `guiche up`.
public struct MembersWatch: Sendable {
    /// The pause before listening again after the broker ended it.
    static let pause: Duration = .milliseconds(250)

    private let connection: Connection
    private let topology: Topology
    private let name: String

    /// - Parameter name: part of the queue's name; unique among all that listen.
    public init(on connection: Connection, topology: Topology, name: String) {
        self.connection = connection
        self.topology = topology
        self.name = name
    }

    /// Listens until the task is cancelled or the connection is closed; every loss is repaired.
    public func run(_ heard: @Sendable (Announcement) async -> Void) async {
        var round = 0
        while !Task.isCancelled {
            round += 1
            do {
                try await listen("\(name).\(round)", heard)
            } catch {
                // The connection tells its own log what went wrong; here only its end matters.
                if (error as? RabbitMQError)?.code == .closed { return }
            }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
        }
    }

    private func listen(_ name: String, _ heard: @Sendable (Announcement) async -> Void) async throws {
        try await connection.connected()
        let queue = RabbitMQ.QueueDeclaration(topology.memberQueueDeclaration(replica: name))
        try await connection.declare(queue)
        try await connection.bind(queue: queue.name, to: topology.members, routingKey: "")
        let consumer = Consumer(on: connection)
        try await consumer.subscribe(to: queue.name)
        while let batch = try await consumer.next() {
            for delivery in batch.deliveries {
                if let announcement = Announcement(json: delivery.body) { await heard(announcement) }
            }
            consumer.acknowledge(batch)
            if !batch.ended.isEmpty { return }
        }
    }
}
