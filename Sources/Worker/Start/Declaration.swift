import Contracts
import RabbitMQ

extension RabbitMQ.QueueDeclaration {
    /// The contract's queue as the client library wants it.
    public init(_ queue: Contracts.QueueDeclaration) {
        self.init(
            queue.name, durable: queue.durable, exclusive: queue.exclusive, autoDelete: queue.autoDelete,
            arguments: queue.arguments.mapValues { RabbitMQ.HeaderValue($0) })
    }
}

extension RabbitMQ.ExchangeDeclaration {
    /// The contract's exchange as the client library wants it.
    public init(_ exchange: Contracts.ExchangeDeclaration) {
        self.init(exchange.name, type: exchange.kind.rawValue)
    }
}

/// Something about the broker's exchanges and queues that a person has to put right.
public struct TopologyError: Error, Equatable, CustomStringConvertible {
    /// What is wrong and what to do, as one sentence.
    public let sentence: String

    public init(_ sentence: String) { self.sentence = sentence }

    public var description: String { sentence }
}

/// Makes and checks the exchanges and queues of an installation. `guiche up` declares them; every program verifies
/// them at start, because the broker itself ignores an invalid definitions file (broker facts page).
public struct Declaration: Sendable {
    private let topology: Topology

    public init(_ topology: Topology) { self.topology = topology }

    /// Declares everything, and `botQueues` beside it. Doing it twice is the same as once.
    ///
    /// - Throws: ``TopologyError`` if something exists with other settings or the plugin is missing.
    public func declare(on connection: Connection, botQueues: [Contracts.QueueDeclaration] = []) async throws {
        for exchange in topology.exchanges {
            try await explain(exchange.name) {
                try await connection.declare(RabbitMQ.ExchangeDeclaration(exchange))
            }
        }
        for queue in topology.queues + botQueues {
            try await explain(queue.name) { try await connection.declare(RabbitMQ.QueueDeclaration(queue)) }
        }
        for binding in topology.bindings {
            try await explain(binding.queue) {
                try await connection.bind(
                    queue: binding.queue, to: binding.exchange, routingKey: binding.routingKey)
            }
        }
        try await refuseMorePartitions(on: connection)
    }

    /// Checks that everything these streams need is there: what is missing is found by asking for it passively. A user
    /// who may configure also compares the settings, by declaring what exists; one who may not leaves that to whoever
    /// declared it, `guiche up`, and to `guiche doctor`.
    ///
    /// - Throws: ``TopologyError`` naming what is missing or different.
    public func verify(_ streams: [Contracts.Stream], on connection: Connection) async throws {
        var compares = true
        for exchange in topology.exchanges.map({ RabbitMQ.ExchangeDeclaration($0) }) {
            try await explain(exchange.name) {
                try await connection.declare(exchange, passive: true)
                if compares { compares = try await isPermitted { try await connection.declare(exchange) } }
            }
        }
        for queue in [topology.deadLetterQueue] + streams.flatMap({ topology.queues(of: $0) }) {
            let queue = RabbitMQ.QueueDeclaration(queue)
            try await explain(queue.name) {
                try await connection.declare(queue, passive: true)
                if compares { compares = try await isPermitted { try await connection.declare(queue) } }
            }
        }
        try await refuseMorePartitions(on: connection)
    }

    /// A queue beyond our last partition means that this installation was made with more.
    private func refuseMorePartitions(on connection: Connection) async throws {
        let beyond = topology.queue(of: .conversation, partition: topology.partitions)
        do {
            try await connection.declare(RabbitMQ.QueueDeclaration(beyond), passive: true)
        } catch  where error.code == .notFound {
            return
        } catch {
            throw error
        }
        throw TopologyError(
            "the broker has the queue \(beyond), so this installation has more than \(topology.partitions) "
                + "partitions: set GUICHE_PARTITIONS to the number it was made with")
    }

    /// False if the broker's user has no right to do it.
    private func isPermitted(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch let error as RabbitMQError where error.code == .accessRefused {
            return false
        }
    }

    private func explain(_ name: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as RabbitMQError {
            throw TopologyError(sentence(for: error, name))
        }
    }

    private func sentence(for error: RabbitMQError, _ name: String) -> String {
        switch error.code {
        case _ where error.sentence.contains("exchange type 'x-modulus-hash'"):
            "the broker does not know the exchange type x-modulus-hash: enable its plugin with "
                + "\"rabbitmq-plugins enable rabbitmq_sharding\" and start again"
        case .notFound:
            "the broker has no \(name): run \"guiche up\" against this broker first, with the same GUICHE_PREFIX and "
                + "GUICHE_PARTITIONS (\(topology.partitions))"
        case .preconditionFailed:
            "\(name) exists on the broker with other settings (\(error.sentence)): delete it when it is empty, or use "
                + "another GUICHE_PREFIX"
        case .accessRefused: "the broker's user may not use \(name) (\(error.sentence)): give it the permission"
        default: "\(name) could not be declared: \(error.sentence)"
        }
    }
}
