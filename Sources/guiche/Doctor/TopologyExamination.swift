import Contracts
import Domain
import RabbitMQ
import Worker

/// The exchanges and queues that must be on the broker, asked for one by one. Bindings can't be asked for over AMQP;
/// `guiche up` makes them anew at every start.
struct TopologyExamination: Sendable {
    private let topology: Topology
    private let settings: Settings
    private let bots: [Contracts.QueueDeclaration]

    /// - Parameter directory: names the bots; nil if it can't be read.
    init(_ settings: Settings, _ directory: Domain.Directory?) {
        self.settings = settings
        topology = settings.topology
        bots = directory.map { settings.topology.botQueues(of: $0) } ?? []
    }

    func findings() async -> [Finding] {
        do {
            let seen = try await Broker.connect(settings, name: "guiche doctor", log: { _ in }) { connection in
                try await look(connection)
            }
            return TopologyVerdict(topology, seen).findings()
        } catch {
            return [.error(TopologyVerdict.subject, "\(error)", advice: "Look at the broker's log.")]
        }
    }

    private func look(_ connection: Connection) async throws -> TopologySeen {
        var seen = TopologySeen()
        for exchange in topology.exchanges {
            let declaration = RabbitMQ.ExchangeDeclaration(exchange)
            seen.exchanges[exchange.name] = try await state { () throws(RabbitMQError) in
                try await connection.declare(declaration, passive: true)
                try await connection.declare(declaration)
                return .there(messages: 0, consumers: 0)
            }
        }
        for queue in topology.queues { seen.queues[queue.name] = try await state(of: queue, connection) }
        for queue in bots { seen.bots[queue.name] = try await state(of: queue, connection) }
        seen.partitionsBeyond = try await partitionsBeyond(connection)
        return seen
    }

    /// A passive question does not compare the settings; a declaration of what is there compares and changes nothing.
    private func state(
        of queue: Contracts.QueueDeclaration, _ connection: Connection
    ) async throws -> TopologySeen.State {
        let declaration = RabbitMQ.QueueDeclaration(queue)
        return try await state { () throws(RabbitMQError) in
            try await connection.declare(declaration, passive: true)
            let counts = try await connection.declare(declaration)
            return .there(messages: counts.messageCount, consumers: counts.consumerCount)
        }
    }

    private func state(
        _ body: () async throws(RabbitMQError) -> TopologySeen.State
    ) async throws -> TopologySeen.State {
        do {
            return try await body()
        } catch {
            switch error.code {
            case .notFound: return .missing
            case .preconditionFailed, .accessRefused, .resourceLocked: return .different(error.sentence)
            default: throw error
            }
        }
    }

    /// How many partitions the streams have above ours: an installation that was made with more.
    private func partitionsBeyond(_ connection: Connection) async throws -> Int {
        var count = 0
        while topology.partitions + count < Topology.maximumPartitions {
            let name = topology.queue(of: .conversation, partition: topology.partitions + count)
            let found = try await state { () throws(RabbitMQError) in
                try await connection.declare(RabbitMQ.QueueDeclaration(name), passive: true)
                return .there(messages: 0, consumers: 0)
            }
            if found == .missing { break }
            count += 1
        }
        return count
    }
}
