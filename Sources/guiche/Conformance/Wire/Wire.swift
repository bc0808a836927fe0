import Contracts
import RabbitMQ
import Worker

/// The runner's end of the wire: Guichê's public exchanges, and behind them queues of the runner's own.
///
/// What the doors take goes through a fanout exchange into one queue, so that a second, full queue can be bound there:
/// then the runner sees a publication that the broker answers with a nack. The runner's queues and that exchange go
/// with its connection; the public exchanges and the bot's queue stay, as `guiche up` would leave them.
struct Wire: Sendable {
    let topology: Topology
    private let connection: Connection
    private let publisher: Publisher

    init(_ connection: Connection, _ topology: Topology) {
        self.connection = connection
        self.topology = topology
        publisher = Publisher(on: connection)
    }

    private static let doors: [Contracts.Stream] = [.webchat, .bots, .agents]

    private var fan: String { "\(topology.prefix).conformance" }
    private var heard: String { "\(fan).heard" }
    private var asked: String { "\(fan).asked" }
    private var full: String { "\(fan).full" }

    /// Makes everything an outside program needs to find.
    ///
    /// - Throws: a sentence when an installation of Guichê, or another runner, is there already.
    func declare() async throws {
        for door in Self.doors { try await refuse(topology.queue(of: door, partition: 0)) }
        for exchange in topology.exchanges where isPublic(exchange.name) { try await declare(exchange) }
        do {
            try await connection.declare(RabbitMQ.QueueDeclaration(heard, exclusive: true))
        } catch  where error.code == .resourceLocked {
            throw CommandFailure(
                "Another conformance runner is at work with the prefix \(topology.prefix): wait for it.")
        } catch {
            throw error
        }
        try await connection.declare(RabbitMQ.QueueDeclaration(asked, exclusive: true))
        try await connection.declare(
            RabbitMQ.QueueDeclaration(
                full, exclusive: true, arguments: ["x-max-length": 0, "x-overflow": "reject-publish"]))
        try await connection.declare(RabbitMQ.ExchangeDeclaration(fan, type: "fanout", autoDelete: true))
        try await connection.bind(queue: heard, to: fan, routingKey: "")
        for door in Self.doors {
            try await connection.bind(exchange: fan, to: topology.exchange(of: door), routingKey: "0")
        }
        for key in QueryKey.allCases {
            try await connection.bind(queue: asked, to: topology.queries, routingKey: key.rawValue)
        }
    }

    private func isPublic(_ exchange: String) -> Bool {
        exchange == topology.events || exchange == topology.queries
            || Self.doors.contains { topology.exchange(of: $0) == exchange }
    }

    private func declare(_ exchange: Contracts.ExchangeDeclaration) async throws {
        do {
            try await connection.declare(RabbitMQ.ExchangeDeclaration(exchange))
        } catch {
            throw CommandFailure(
                error.sentence.contains("exchange type 'x-modulus-hash'")
                    ? "The broker needs its plugin: \"rabbitmq-plugins enable rabbitmq_sharding\", then start again."
                    : "\(exchange.name) could not be declared: \(error.sentence)")
        }
    }

    /// The doors' queues of a real installation would take half of what the program publishes.
    private func refuse(_ queue: String) async throws {
        do {
            try await connection.declare(RabbitMQ.QueueDeclaration(queue), passive: true)
        } catch  where error.code == .notFound {
            return
        } catch {
            throw error
        }
        throw CommandFailure(
            "There is an installation of Guichê with the prefix \(topology.prefix) on this broker (the queue "
                + "\(queue)): use a virtual host of its own, or give --prefix here and to your program.")
    }

    /// Declares a bot's queue, empties it, and answers how many consume it.
    func prepare(botQueue queue: Contracts.QueueDeclaration) async throws {
        try await connection.declare(RabbitMQ.QueueDeclaration(queue))
        try await connection.purge(queue: queue.name)
    }

    /// How many consumers a queue has.
    func consumers(of queue: String) async throws -> Int {
        try await connection.declare(RabbitMQ.QueueDeclaration(queue), passive: true).consumerCount
    }
}

extension Wire {
    /// From now on the broker answers publications with a nack; the runner hears them all the same.
    func beginToRefuse() async throws { try await connection.bind(queue: full, to: fan, routingKey: "") }

    func endToRefuse() async throws { try await connection.unbind(queue: full, from: fan, routingKey: "") }

    /// Delivers what comes until the connection or the task ends; `isQuery` tells questions from publications.
    func listen(_ hear: (_ letter: Letter, _ isQuery: Bool) async throws -> Void) async throws {
        let consumer = Consumer(on: connection)
        try await consumer.subscribe(to: heard)
        try await consumer.subscribe(to: asked)
        while let batch = try await consumer.next() {
            for delivery in batch.deliveries { try await hear(Letter(delivery), delivery.queue == asked) }
            consumer.acknowledge(batch)
            guard batch.ended.isEmpty else {
                throw CommandFailure("The connection to the broker was lost: start the runner again.")
            }
        }
    }

    /// Sends one message; the outcome comes later. Calls keep their order on the wire.
    func begin(_ told: Told, exchange: String, routingKey: String, copies: [String] = []) throws -> PendingOutcomes {
        var envelope = Envelope.ours(told.type, id: told.messageId, at: told.at, correlation: told.correlation)
        if !copies.isEmpty { envelope.headers[HeaderName.blindCopies] = .array(copies.map { .string($0) }) }
        return try publisher.begin([
            Publication(
                exchange: exchange, routingKey: routingKey, properties: Properties(envelope), body: told.body)
        ])
    }
}

extension Letter {
    init(_ delivery: Delivery) {
        self.init(
            exchange: delivery.exchange, routingKey: delivery.routingKey, envelope: Envelope(delivery.properties),
            body: delivery.body)
    }
}
