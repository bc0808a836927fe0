import Contracts
import Domain
import Foundation
import Identifiers
import RabbitMQ
import Worker

/// A client of the public contract, like any other outside this repository: a queue of its own, publications with
/// confirms, queries with a reply-to.
final class PublicClient: Sendable {
    /// How long anything may take before the command gives up: longer than a program's restart and a lease.
    static let patience: Duration = .seconds(30)
    /// The client's queue goes by itself when the client has gone without a word, in milliseconds.
    static let queueExpiry: Int64 = 60_000
    /// The pause before sending again what the broker did not take.
    static let pause: Duration = .milliseconds(200)

    let topology: Topology
    let inbox = Inbox()
    /// The client's own queue.
    let queue: String
    private let connection: Connection
    private let publisher: Publisher
    private let bindings: [String]
    /// Queues of others that this client consumes beside its own, as a bot platform does.
    private let sources: [String]
    private let name: String
    /// The broker's user, said with every publication: a tenant may take messages of certain users alone.
    private let user: String
    private let tap: Tap?

    /// Sees every delivery first; true keeps it out of the inbox.
    typealias Tap = @Sendable (Delivery, ContinuousClock.Instant) -> Bool

    private init(
        _ connection: Connection, _ settings: Settings, _ name: String, _ bindings: [String], _ sources: [String],
        _ tap: Tap?
    ) {
        user = settings.endpoint.user
        self.tap = tap
        self.sources = sources
        self.connection = connection
        topology = settings.topology
        self.name = name
        self.bindings = bindings
        queue = topology.clientQueue("\(name)-\(UniqueID.fresh())")
        publisher = Publisher(on: connection)
    }

    /// Connects, binds `bindings` on the events exchange, consumes `sources` as well, runs `body`, and leaves nothing
    /// behind.
    static func run<Result: Sendable>(
        _ settings: Settings, name: String, bindings: [String] = [], sources: [String] = [], tap: Tap? = nil,
        _ body: @escaping @Sendable (PublicClient) async throws -> Result
    ) async throws -> Result {
        try await Broker.connect(settings, name: "guiche \(name)") { connection in
            let client = PublicClient(connection, settings, name, bindings, sources, tap)
            try await client.declare()
            return try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await client.listen() }
                defer { group.cancelAll() }
                let result = try await body(client)
                try await connection.delete(queue: client.queue)
                return result
            }
        }
    }

    private func declare() async throws {
        try await connection.declare(
            RabbitMQ.QueueDeclaration(queue, arguments: ["x-expires": .integer(Self.queueExpiry)]))
        for binding in bindings { try await connection.bind(queue: queue, to: topology.events, routingKey: binding) }
    }

    /// Takes what comes until the task is cancelled; a lost connection or queue is repaired.
    private func listen() async {
        while !Task.isCancelled {
            do {
                try await take()
            } catch {
                if error.code == .closed || error.code == .cancelled { return }
            }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
            // What can't be declared now is tried again after the next pause; taking would fail the same way.
            try? await declare()
        }
    }

    private func take() async throws(RabbitMQError) {
        try await connection.connected()
        let consumer = Consumer(on: connection)
        for source in [queue] + sources { try await consumer.subscribe(to: source) }
        while let batch = try await consumer.next() {
            let now = ContinuousClock.now
            for delivery in batch.deliveries where tap?(delivery, now) != true {
                inbox.add(
                    Received(
                        type: MessageType(delivery.properties.type ?? ""),
                        messageId: delivery.properties.messageId ?? "\(delivery.tag)",
                        correlationId: delivery.properties.correlationId, body: delivery.body, at: now))
            }
            consumer.acknowledge(batch)
            if !batch.ended.isEmpty { return }
        }
    }
}

extension PublicClient {
    /// Publishes a command until the broker has taken it, always under the same message-id, and returns that id.
    @discardableResult
    func send(_ message: some Message, to stream: Contracts.Stream, key: String) async throws -> String {
        let id = UniqueID.fresh()
        try await publish(message, to: topology.exchange(of: stream), key: key, Properties(messageId: id))
        return id
    }

    /// Begins to publish and returns at once; the outcomes come in the order of the publications.
    func begin(_ publications: [Publication]) throws(RabbitMQError) -> PendingOutcomes {
        try publisher.begin(publications)
    }

    /// A command as it goes onto the wire.
    func publication(
        _ message: any Message, to stream: Contracts.Stream, key: String, id: String
    ) throws -> Publication {
        try publication(message, to: topology.exchange(of: stream), key: key, Properties(messageId: id))
    }

    /// Sees further events from now on.
    func bind(_ binding: String) async throws {
        try await connection.bind(queue: queue, to: topology.events, routingKey: binding)
    }

    /// What lies in a queue, and who consumes it.
    func look(at queue: String) async throws(RabbitMQError) -> DeclaredQueue {
        try await connection.declare(RabbitMQ.QueueDeclaration(queue), passive: true)
    }

    private func publication(
        _ message: some Message, to exchange: String, key: String, _ properties: Properties
    ) throws -> Publication {
        var properties = properties
        properties.type = message.type.rawValue
        properties.timestamp = UInt64(max(0, Instant.now.milliseconds / 1_000))
        properties.appId = "guiche \(name)"
        properties.userId = user
        properties.contentType = Envelope.json
        return Publication(
            exchange: exchange, routingKey: key, properties: properties, body: try message.encoded())
    }

    private func publish(
        _ message: some Message, to exchange: String, key: String, _ properties: Properties
    ) async throws {
        let publication = try publication(message, to: exchange, key: key, properties)
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let outcome = try await publisher.publish([publication]).first
            switch outcome {
            case .confirmed: return
            case .returned:
                throw CommandFailure("Nobody takes messages of \(exchange): is \"guiche up\" running with this prefix?")
            case .rejected, .unknown, .notSent, nil:
                guard ContinuousClock.now < deadline else {
                    throw CommandFailure("The broker did not take a \(message.type) within \(Self.patience).")
                }
                try await ContinuousClock().sleep(for: Self.pause)
            }
        }
    }

    /// Waits for an event of a type.
    ///
    /// - Parameter cause: the message-id of the command it follows from: its rejection ends the waiting.
    /// - Throws: a sentence when it does not come, or when the command was rejected.
    func expect<Expected: Message>(
        _ type: Expected.Type, after cause: String? = nil, within time: Duration = patience,
        where matches: @escaping @Sendable (Expected) -> Bool = { _ in true }
    ) async throws -> (event: Expected, at: ContinuousClock.Instant) {
        let found = await inbox.first(within: time) { received in
            if received.type == Event.CommandRejected.type { return cause != nil && received.correlationId == cause }
            guard received.type == type.type else { return false }
            // What cannot be decoded ends the waiting: the decoding below says what is wrong with it.
            return (try? Expected.decode(received.body)).map(matches) ?? true
        }
        guard let found else {
            throw CommandFailure("No \(type.type) came within \(time.components.seconds) s: look at \"guiche status\".")
        }
        if found.type == Event.CommandRejected.type { throw try Self.failure(found) }
        return (try Expected.decode(found.body), found.at)
    }

    /// Asks and waits for the answer; asks again when nobody answered or the book is a moment behind.
    func ask<Wanted: Message>(_ query: some Message, _ key: QueryKey, for wanted: Wanted.Type) async throws -> Wanted {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let id = UniqueID.fresh()
            try await publish(
                query, to: topology.queries, key: key.rawValue,
                Properties(messageId: id, correlationId: id, replyTo: queue))
            let answer = await inbox.first(within: .seconds(5)) { $0.correlationId == id }
            if let answer, answer.type == wanted.type { return try Wanted.decode(answer.body) }
            let isLate = ContinuousClock.now > deadline
            guard let answer else {
                guard !isLate else {
                    throw CommandFailure("Nobody answered a \(query.type): look at \"guiche status\".")
                }
                continue
            }
            let rejection = try Event.CommandRejected.decode(answer.body)
            guard rejection.code == .unavailable, !isLate else { throw Self.failure(rejection) }
            try await ContinuousClock().sleep(for: Self.pause)
        }
    }

    private static func failure(_ received: Received) throws -> CommandFailure {
        failure(try Event.CommandRejected.decode(received.body))
    }

    private static func failure(_ rejection: Event.CommandRejected) -> CommandFailure {
        CommandFailure("\(rejection.commandType) was rejected, \(rejection.code.rawValue): \(rejection.message)")
    }
}

extension UniqueID {
    /// A new UUID version 7 of this moment.
    static func fresh() -> String {
        v7(at: .now, random: (.random(in: .min ... .max), .random(in: .min ... .max)))
    }
}

extension Instant {
    /// The wall clock. Only for the `at` of our own messages, which decides nothing (contract page).
    static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}
