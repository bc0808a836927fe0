import Contracts
import Domain
import Identifiers

@testable import guiche

/// An agent at his front end.
struct Attendant: Sendable {
    let tenant: TenantID
    let id: AgentID
    let party: Party

    /// - Parameter lease: in seconds; nil: the tenant's.
    func logIn(lease: Int? = 600) async throws {
        try await send(
            FromAgent.ChannelLogin(
                tenant: tenant, agentId: id, at: .now, channelIds: [Scene.channel],
                leaseSeconds: lease.map { LeaseSeconds(trusted: $0) }))
        _ = try await state { $0.channels.contains { $0.channelId == Scene.channel && $0.loggedIn } }
    }

    @discardableResult
    func logOut() async throws -> String {
        try await send(FromAgent.ChannelLogout(tenant: tenant, agentId: id, at: .now))
    }

    func pause() async throws {
        try await send(FromAgent.Paused(tenant: tenant, agentId: id, at: .now))
        _ = try await state { $0.status == .paused }
    }

    @discardableResult
    func resume() async throws -> String {
        try await send(FromAgent.Resumed(tenant: tenant, agentId: id, at: .now))
    }

    @discardableResult
    func beat() async throws -> String {
        try await send(FromAgent.Heartbeat(tenant: tenant, agentId: id, at: .now))
    }

    /// What the agent's screen shows after everything the desk was told before.
    func snapshot() async throws -> Event.AgentSnapshot {
        try await send(FromAgent.SyncRequested(tenant: tenant, agentId: id, at: .now))
        return try await party.expect(Event.AgentSnapshot.self)
    }

    func state(
        where matches: @escaping @Sendable (Event.AgentStateChanged) -> Bool
    ) async throws -> Event.AgentStateChanged {
        let id = id
        return try await party.expect(Event.AgentStateChanged.self) { $0.agentId == id && matches($0) }
    }

    /// The next card.
    func card() async throws -> Event.ConversationOffered {
        try await party.expect(Event.ConversationOffered.self)
    }

    func card(of visitor: Visitor) async throws -> Event.ConversationOffered {
        let conversation = visitor.conversation
        return try await party.expect(Event.ConversationOffered.self) { $0.conversationId == conversation }
    }

    func withdrawal(of card: Event.ConversationOffered) async throws -> WithdrawalReason {
        try await party.expect(Event.OfferWithdrawn.self) { $0.offerId == card.offerId }.reason
    }

    /// Accepts without waiting for what comes of it.
    @discardableResult
    func tryToAccept(_ conversation: ConversationID, _ offer: OfferID) async throws -> String {
        try await send(
            FromAgent.CardAccepted(
                tenant: tenant, agentId: id, at: .now, conversationId: conversation, offerId: offer))
    }

    /// Accepts and has the record open.
    @discardableResult
    func accept(_ card: Event.ConversationOffered) async throws -> Event.ProtocolOpened {
        try await tryToAccept(card.conversationId, card.offerId)
        return try await party.expect(Event.ProtocolOpened.self) { $0.conversationId == card.conversationId }
    }

    func decline(_ card: Event.ConversationOffered) async throws {
        try await send(
            FromAgent.CardDeclined(
                tenant: tenant, agentId: id, at: .now, conversationId: card.conversationId, offerId: card.offerId))
    }

    @discardableResult
    func say(_ text: String, to visitor: Visitor, visibility: Visibility? = nil) async throws -> String {
        try await send(
            FromAgent.MessageSent(
                tenant: tenant, agentId: id, at: .now, conversationId: visitor.conversation,
                text: MessageText(trusted: text), visibility: visibility))
    }

    @discardableResult
    func finish(_ visitor: Visitor) async throws -> String {
        try await send(
            FromAgent.SessionFinished(tenant: tenant, agentId: id, at: .now, conversationId: visitor.conversation))
    }

    @discardableResult
    func save(
        _ visitor: Visitor, revision: Int, note: String = "resolvido", final: Bool = true, id: String = UniqueID.fresh()
    ) async throws -> String {
        try await send(
            FromAgent.ProtocolSaved(
                tenant: tenant, agentId: self.id, at: .now, conversationId: visitor.conversation,
                revision: Revision(trusted: revision), service: ["nota": .string(note)], final: final),
            id: id)
    }

    func revised(_ visitor: Visitor) async throws -> Event.ProtocolRevised {
        let conversation = visitor.conversation
        return try await party.expect(Event.ProtocolRevised.self) { $0.conversationId == conversation }
    }

    /// Ends a talk for good.
    func complete(_ visitor: Visitor) async throws {
        try await finish(visitor)
        _ = try await visitor.party.expect(Event.ConversationFinished.self)
        try await save(visitor, revision: 1)
        _ = try await visitor.party.expect(Event.ConversationClosed.self)
    }

    @discardableResult
    private func send(_ message: some Message, id: String = UniqueID.fresh()) async throws -> String {
        try await party.send(message, to: .agents, key: self.id.text, id: id)
    }
}
