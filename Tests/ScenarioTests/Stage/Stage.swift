import Contracts
import Domain
import Identifiers

@testable import guiche

/// Where one test plays: a scene in a running system.
struct Stage: Sendable {
    let scene: Scene
    let system: System

    init(_ scene: Scene, in system: System) {
        self.scene = scene
        self.system = system
    }

    /// In the system that all tests share.
    init(_ scene: Scene) async throws { self.init(scene, in: try await System.shared()) }

    var tenant: TenantID { scene.tenant }

    /// A customer who has not started yet.
    func visitor(
        _ session: String = "s-\(UniqueID.fresh())", on channel: ChannelID = Scene.channel
    ) async throws -> Visitor {
        let session = SessionID(trusted: session)
        return Visitor(
            tenant: tenant, channel: channel, session: session,
            party: try await .listening(to: "customer.\(tenant).\(channel).\(session)", in: system))
    }

    /// An agent's front end; nobody is logged in yet.
    func agent(_ number: Int = 1) async throws -> Attendant {
        let id = AgentID(trusted: "a\(number)")
        return Attendant(
            tenant: tenant, id: id, party: try await .listening(to: "agent.\(tenant).\(id)", in: system))
    }

    /// An agent who is logged in to the channel.
    func loggedIn(_ number: Int = 1) async throws -> Attendant {
        let agent = try await agent(number)
        try await agent.logIn()
        return agent
    }

    /// An agent who is logged in and takes nothing.
    func paused(_ number: Int = 1) async throws -> Attendant {
        let agent = try await loggedIn(number)
        try await agent.pause()
        return agent
    }

    /// A customer in service with an agent; no other agent may be free.
    func talk(with agent: Attendant) async throws -> Visitor {
        let visitor = try await visitor()
        try await visitor.enter()
        try await agent.accept(try await agent.card(of: visitor))
        _ = try await visitor.party.expect(Event.ConversationAccepted.self)
        return visitor
    }

    /// Hears everything about one conversation.
    func observer(of visitor: Visitor) async throws -> Party {
        try await .listening(to: "conversation.\(tenant).\(visitor.conversation)", in: system)
    }

    /// The bot platform.
    func bot() async throws -> Party {
        try await Party(
            system.settings.topology.botQueue(tenant: tenant, bot: Scene.bot), system,
            system.logins.line(of: tenant, .bots))
    }

    /// The record with its transcript, as far as the book has it.
    func record(of visitor: Visitor) async throws -> Answer.ProtocolDocument {
        try await visitor.party.ask(
            Query.ProtocolRead(tenant: tenant, conversationId: visitor.conversation), .protocols,
            for: Answer.ProtocolDocument.self)
    }
}
