import Contracts
import Domain
import Identifiers
import RabbitMQ
import Synchronization

@testable import guiche

/// Somebody outside who listens with a queue of his own and publishes: what every gateway, front end and bot platform
/// is by the public contract.
final class Party: Sendable {
    /// How long an answer may take on a loaded machine.
    static let patience: Duration = .seconds(20)

    let system: System
    private let line: Logins.Line
    private let queue: String
    private let inbox = Inbox()
    private let history = History()
    private let listening: Task<Void, any Error>

    /// Everything that came, in order; what was waited for included.
    private final class History: Sendable {
        let messages = Mutex<[Received]>([])
    }

    /// Listens on the events exchange to one audience, as the kind of client that may.
    static func listening(to audience: String, in system: System) async throws -> Party {
        let words = audience.split(separator: ".").map(String.init)
        guard let kind = ClientKind(audience: audience), words.count > 1, let tenant = TenantID(words[1]) else {
            throw Trouble("\(audience) is no audience.")
        }
        let line = try await system.logins.line(of: tenant, kind)
        let queue = line.queues + UniqueID.fresh()
        try await line.connection.declare(RabbitMQ.QueueDeclaration(queue, exclusive: true))
        try await line.connection.bind(
            queue: queue, to: system.settings.topology.events, routingKey: "\(audience).#")
        return try await Party(queue, system, line)
    }

    /// Takes what is in a queue that others declared.
    init(_ queue: String, _ system: System, _ line: Logins.Line) async throws {
        self.system = system
        self.line = line
        self.queue = queue
        let consumer = Consumer(on: line.connection)
        try await consumer.subscribe(to: queue)
        listening = Task { [inbox, history] in
            while let batch = try await consumer.next() {
                for delivery in batch.deliveries {
                    let received = Received(delivery)
                    history.messages.withLock { $0.append(received) }
                    inbox.add(received)
                }
                consumer.acknowledge(batch)
            }
        }
    }

    deinit { listening.cancel() }

    /// Everything of one type that came so far, in order.
    func seen<Wanted: Message>(_ type: Wanted.Type) throws -> [Wanted] {
        try history.messages.withLock { $0 }.filter { $0.type == type.type }.map { try Wanted.decode($0.body) }
    }

    /// The bodies of what came so far, in order.
    var bodies: [[UInt8]] { history.messages.withLock { $0 }.map(\.body) }

    /// The types of what came so far, in order.
    var seen: [String] { history.messages.withLock { $0 }.map(\.type.rawValue) }

    /// The first of a type that matches and was not taken yet.
    func expect<Wanted: Message>(
        _ type: Wanted.Type, where matches: @escaping @Sendable (Wanted) -> Bool = { _ in true }
    ) async throws -> Wanted {
        let found = await inbox.first(within: Self.patience) { received in
            guard received.type == type.type, let event = try? Wanted.decode(received.body) else { return false }
            return matches(event)
        }
        guard let found else { throw Trouble("No \(type.type) came that fits; what came: \(try story())") }
        return try Wanted.decode(found.body)
    }

    private func story() throws -> String {
        let rejections = try seen(Event.CommandRejected.self).map { "\($0.code.rawValue) (\($0.message))" }
        return (seen + rejections).joined(separator: ", ")
    }

    /// The rejection of a command.
    func rejection(of id: String) async throws -> Event.CommandRejected {
        try await expect(Event.CommandRejected.self) { $0.commandId == id }
    }

    /// Publishes a command and returns its message-id when the broker has taken it.
    @discardableResult
    func send(
        _ message: some Message, to stream: Contracts.Stream, key: String, id: String = UniqueID.fresh()
    ) async throws -> String {
        try await publish(message, to: system.settings.topology.exchange(of: stream), key, Properties(messageId: id))
        return id
    }

    /// Asks once and returns the answer; a book that is a moment behind is asked again.
    func ask<Wanted: Message>(_ query: some Message, _ key: QueryKey, for wanted: Wanted.Type) async throws -> Wanted {
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            let id = UniqueID.fresh()
            try await publish(
                query, to: system.settings.topology.queries, key.rawValue,
                Properties(messageId: id, correlationId: id, replyTo: queue))
            guard let answer = await inbox.first(within: Self.patience, { $0.correlationId == id }) else { break }
            if answer.type == Wanted.type { return try Wanted.decode(answer.body) }
            let rejection = try Event.CommandRejected.decode(answer.body)
            guard rejection.code == .unavailable else { throw Trouble("\(query.type): \(rejection.message)") }
        }
        throw Trouble("Nobody answered a \(query.type).")
    }

    private func publish(
        _ message: some Message, to exchange: String, _ key: String, _ properties: Properties
    ) async throws {
        var properties = properties
        properties.type = message.type.rawValue
        properties.contentType = Envelope.json
        properties.userId = line.user
        let publication = Publication(
            exchange: exchange, routingKey: key, properties: properties, body: try message.encoded())
        let outcome = try await line.publisher.publish([publication]).first
        guard outcome == .confirmed else { throw Trouble("The broker did not take a \(message.type).") }
    }
}

extension Received {
    init(_ delivery: Delivery) {
        self.init(
            type: MessageType(delivery.properties.type ?? ""),
            messageId: delivery.properties.messageId ?? "\(delivery.tag)",
            correlationId: delivery.properties.correlationId, body: delivery.body, at: .now)
    }
}
