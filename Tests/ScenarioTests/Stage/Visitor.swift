import Contracts
import Domain
import Identifiers

@testable import guiche

/// A customer in one tab: what the website's gateway publishes and hears for him.
struct Visitor: Sendable {
    let tenant: TenantID
    let channel: ChannelID
    let session: SessionID
    let party: Party

    var conversation: ConversationID { ConversationID(tenant: tenant, channel: channel, session: session) }

    @discardableResult
    func start(after previous: SessionID? = nil) async throws -> String {
        try await send(
            Webchat.SessionStarted(
                tenant: tenant, channelId: channel, sessionId: session, at: .now, customer: Customer(name: "Maria"),
                previousSessionId: previous))
    }

    /// Starts and returns the protocol's first line.
    func open(after previous: SessionID? = nil) async throws -> Event.ConversationOpened {
        try await start(after: previous)
        return try await party.expect(Event.ConversationOpened.self)
    }

    @discardableResult
    func pick(_ subject: String = "fila", id: String = UniqueID.fresh()) async throws -> String {
        try await send(
            Webchat.SubjectSelected(
                tenant: tenant, channelId: channel, sessionId: session, at: .now,
                subjectId: SubjectID(trusted: subject)), id: id)
    }

    /// Starts, picks and returns the place in the queue.
    @discardableResult
    func enter(_ subject: String = "fila") async throws -> Event.ConversationQueued {
        try await start()
        try await pick(subject)
        return try await party.expect(Event.ConversationQueued.self)
    }

    @discardableResult
    func say(_ text: String, id: String = UniqueID.fresh()) async throws -> String {
        try await send(
            Webchat.MessageSent(
                tenant: tenant, channelId: channel, sessionId: session, at: .now, text: MessageText(trusted: text)),
            id: id)
    }

    @discardableResult
    func leave() async throws -> String {
        try await send(
            Webchat.SessionEnded(tenant: tenant, channelId: channel, sessionId: session, at: .now, reason: .left))
    }

    /// What this customer's client would have read after `seq`.
    func read(after seq: Int) async throws -> Answer.ConversationSnapshot {
        try await party.ask(
            Query.ConversationRead(
                tenant: tenant, channelId: channel, sessionId: session, audience: .customer,
                afterSeq: Natural(trusted: seq)),
            .conversations, for: Answer.ConversationSnapshot.self)
    }

    private func send(_ message: some Message, id: String = UniqueID.fresh()) async throws -> String {
        try await party.send(message, to: .webchat, key: session.text, id: id)
    }
}
