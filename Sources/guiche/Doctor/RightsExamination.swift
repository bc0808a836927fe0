import Contracts
import Identifiers
import RabbitMQ
import Worker

/// What the broker's user may do under our prefix, and whether the broker has the plugin: found by doing it, with an
/// exchange and a queue of our own that go at once.
struct RightsExamination {
    /// How long the broker may take to confirm one message; with an alarm it takes none.
    static let confirmLimit: Duration = .seconds(5)

    private let settings: Settings
    /// The name of what is made and taken away.
    private let probe: String

    init(_ settings: Settings) {
        self.settings = settings
        probe = "\(settings.topology.prefix).doctor.\(UniqueID.fresh())"
    }

    func findings() async -> [Finding] { [await plugin(), await rights()] }

    private func plugin() async -> Finding {
        let subject = "plugin"
        let exchange = RabbitMQ.ExchangeDeclaration(
            probe, type: ExchangeKind.modulusHash.rawValue, durable: false, autoDelete: true)
        do {
            try await connect { connection in
                try await connection.declare(exchange)
                try await connection.delete(exchange: exchange.name)
            }
            return .ok(subject, "rabbitmq_sharding is enabled.")
        } catch let error as RabbitMQError where error.sentence.contains(exchange.type) {
            return .error(
                subject, "The broker does not know the exchange type \(exchange.type).",
                advice: "Enable its plugin with \"rabbitmq-plugins enable rabbitmq_sharding\".")
        } catch {
            return .warning(
                subject, "Whether rabbitmq_sharding is enabled is not known: \(error)",
                advice: "Look with \"rabbitmq-plugins list\".")
        }
    }

    private func rights() async -> Finding {
        let subject = "rights"
        do {
            try await connect { connection in try await use(connection) }
            return .ok(
                subject,
                "\(settings.endpoint.user) may configure, write and read what begins with "
                    + "\(settings.topology.prefix), and answer through the default exchange.")
        } catch let refusal as Refusal {
            return .error(subject, refusal.sentence, advice: refusal.advice ?? advice)
        } catch {
            return .error(subject, "\(error)", advice: "Look at the broker's log.")
        }
    }

    private var advice: String {
        let name = settings.topology.prefix.replacing(".", with: "\\.")
        return "Come as the operator's user (GUICHE_AMQP_USERS), or give this one its rights with: rabbitmqctl "
            + "set_permissions -p \(settings.endpoint.virtualHost) \(settings.endpoint.user) "
            + "'^\(name)\\.' '^(\(name)\\.|amq\\.default$)' '^\(name)\\.'"
    }

    /// One right that is missing.
    private struct Refusal: Error {
        let sentence: String
        /// Nil where the missing permission is to be given.
        var advice: String?
    }

    /// Makes, binds, fills and empties a queue of our own, and takes everything away again.
    private func use(_ connection: Connection) async throws {
        let exchange = RabbitMQ.ExchangeDeclaration(probe, type: "direct", durable: false, autoDelete: true)
        try await attempt("configure") { () throws(RabbitMQError) in
            try await connection.declare(exchange)
            try await connection.declare(RabbitMQ.QueueDeclaration(probe, exclusive: true))
        }
        try await attempt("bind") { () throws(RabbitMQError) in
            try await connection.bind(queue: probe, to: probe, routingKey: probe)
        }
        try await publish(to: probe, on: connection)
        try await publish(to: "", on: connection)
        try await attempt("read") { () throws(RabbitMQError) in
            try await connection.purge(queue: probe)
            try await connection.delete(queue: probe)
            try await connection.delete(exchange: probe)
        }
    }

    private func publish(to exchange: String, on connection: Connection) async throws {
        let message = Publication(exchange: exchange, routingKey: probe, body: [])
        let outcome = try await Publisher(on: connection).publish([message], within: Self.confirmLimit).first
        switch outcome {
        case .confirmed: return
        case _ where connection.state == .blocked:
            throw Refusal(
                sentence: "The broker has an alarm and takes no messages.",
                advice: "Look with \"rabbitmq-diagnostics alarms\": memory or disk is short.")
        case .unknown(let error), .notSent(let error):
            let name = exchange.isEmpty ? "the default exchange" : "exchanges under the prefix"
            try refuse("write to \(name)", error)
        case .returned, .rejected, nil:
            throw Refusal(sentence: "The broker took a message and did not bring it to its queue.")
        }
    }

    private func attempt(_ right: String, _ body: () async throws(RabbitMQError) -> Void) async throws {
        do {
            try await body()
        } catch {
            try refuse(right, error)
        }
    }

    private func refuse(_ right: String, _ error: RabbitMQError) throws {
        guard error.code == .accessRefused else { throw error }
        throw Refusal(sentence: "\(settings.endpoint.user) may not \(right): \(error.sentence)")
    }

    private func connect(_ body: @escaping @Sendable (Connection) async throws -> Void) async throws {
        try await Broker.connect(settings, name: "guiche doctor", log: { _ in }, body)
    }
}
