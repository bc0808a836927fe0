import Contracts
import Domain
import Foundation
import Identifiers
import Worker

/// The website gateway of the demonstration, for one customer in one session: only the public contract.
struct DemoCustomer: Sendable {
    let client: PublicClient
    let place: DemoPlace
    let session: SessionID
    let person: Customer

    var tenant: TenantID { place.tenant.id }
    var channel: ChannelID { place.channel.id }
    var conversation: ConversationID { ConversationID(tenant: tenant, channel: channel, session: session) }

    /// Opens the page of a new session for the time of `body`.
    static func visit<Result: Sendable>(
        _ place: DemoPlace, as person: Customer, _ settings: Settings,
        _ body: @escaping @Sendable (DemoCustomer) async throws -> Result
    ) async throws -> Result {
        let session = SessionID(trusted: "demo-\(UniqueID.fresh())")
        let audience = "customer.\(place.tenant.id).\(place.channel.id).\(session).#"
        return try await PublicClient.run(settings, name: "demo-customer", bindings: [audience]) { client in
            let customer = DemoCustomer(client: client, place: place, session: session, person: person)
            do {
                return try await body(customer)
            } catch {
                // Nobody is left waiting in a queue; where even this fails, the first failure is the one to tell.
                _ = try? await customer.leave()
                throw error
            }
        }
    }
}

// What the customer does; each returns the message-id.
extension DemoCustomer {
    func start() async throws -> String {
        try await send(
            Webchat.SessionStarted(
                tenant: tenant, channelId: channel, sessionId: session, at: .now, customer: person,
                locale: ShortText("pt-BR")))
    }

    func pick(_ subject: Subject) async throws -> String {
        Narrator.aside("o cliente escolheu \"\(subject.label)\"")
        return try await send(
            Webchat.SubjectSelected(
                tenant: tenant, channelId: channel, sessionId: session, at: .now, subjectId: subject.id))
    }

    func say(_ text: String) async throws -> String {
        try await send(
            Webchat.MessageSent(
                tenant: tenant, channelId: channel, sessionId: session, at: .now, text: MessageText(trusted: text)))
    }

    func press(_ option: Domain.Option) async throws -> String {
        try await send(
            Webchat.MessageSent(
                tenant: tenant, channelId: channel, sessionId: session, at: .now,
                text: MessageText(trusted: option.label), optionId: Choice(trusted: option.id)))
    }

    func submit(_ fields: [String: JSONValue]) async throws -> String {
        try await send(
            Webchat.FormSubmitted(
                tenant: tenant, channelId: channel, sessionId: session, at: .now, fields: fields))
    }

    func leave() async throws -> String {
        try await send(
            Webchat.SessionEnded(tenant: tenant, channelId: channel, sessionId: session, at: .now, reason: .closed))
    }

    private func send(_ message: some Message) async throws -> String {
        try await client.send(message, to: .webchat, key: session.text)
    }
}

// What the customer sees.
extension DemoCustomer {
    /// The next event of the session, in order; its line is shown. Nil when none comes in time.
    func next(within time: Duration) async throws -> Received? {
        guard let received = await client.inbox.first(within: time, { _ in true }) else { return nil }
        try JSONDecoder().decode(ShownLine.self, from: Data(received.body)).show()
        return received
    }

    /// Watches the page until an event of one of these types.
    ///
    /// - Throws: a sentence when none comes in time, or when a rejection comes that was not asked for.
    func watch(
        for types: [MessageType], within time: Duration = PublicClient.patience
    ) async throws -> Received {
        let deadline = ContinuousClock.now + time
        while let received = try await next(within: deadline - .now) {
            if types.contains(received.type) { return received }
            guard received.type == Event.CommandRejected.type else { continue }
            let rejection = try Event.CommandRejected.decode(received.body)
            throw CommandFailure(
                "\(rejection.commandType) was rejected, \(rejection.code.rawValue): \(rejection.message)")
        }
        let names = types.map(\.rawValue).joined(separator: " or ")
        throw CommandFailure("No \(names) came within \(time.components.seconds) s: look at \"guiche status\".")
    }

    /// Watches the page until an event of this type.
    func see<Expected: Message>(
        _ type: Expected.Type, within time: Duration = PublicClient.patience
    ) async throws -> (event: Expected, at: ContinuousClock.Instant) {
        let received = try await watch(for: [type.type], within: time)
        return (try Expected.decode(received.body), received.at)
    }

    /// Watches the page until the line of the message with this id.
    func seeMessage(_ id: String) async throws -> (event: Event.ConversationMessage, at: ContinuousClock.Instant) {
        while true {
            let seen = try await see(Event.ConversationMessage.self)
            if seen.event.messageId == id { return seen }
        }
    }
}
