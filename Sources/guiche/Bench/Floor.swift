import Contracts
import Domain
import Identifiers

/// The agents and conversations of one measurement, opened before it and saved after it.
struct Floor: Sendable {
    /// The longest lease: no heartbeat disturbs the measurement.
    static let lease = LeaseSeconds(trusted: 3_600)

    let scene: DemoScene
    let site: PublicClient
    let agents: [AgentID: DemoAgent]
    /// Every conversation in service, and by whom.
    let sessions: [(session: SessionID, agent: AgentID)]

    /// - Throws: a sentence when no agent has room or a step fails.
    static func open(
        _ scene: DemoScene, site: PublicClient, front: PublicClient, atMost limit: Int
    ) async throws -> Floor {
        var agents: [AgentID: DemoAgent] = [:]
        var room = 0
        for profile in scene.agents where room < limit {
            let agent = try await DemoAgent.look(at: profile, scene, front)
            guard agent.room > 0 else { continue }
            try await agent.logIn(lease: lease)
            agents[profile.id] = agent
            room += agent.room
        }
        guard room > 0 else { throw CommandFailure("No agent of the queue \(scene.queue.id) has room.") }
        var sessions: [(SessionID, AgentID)] = []
        for _ in 0..<min(room, limit) { sessions.append(try await serve(scene, site, front, agents)) }
        return Floor(scene: scene, site: site, agents: agents, sessions: sessions)
    }

    /// One conversation from its start to the agent's accept.
    private static func serve(
        _ scene: DemoScene, _ site: PublicClient, _ front: PublicClient, _ agents: [AgentID: DemoAgent]
    ) async throws -> (SessionID, AgentID) {
        let session = SessionID(trusted: "bench-\(UniqueID.fresh())")
        let id = ConversationID(tenant: scene.tenant, channel: scene.channel.id, session: session)
        try await site.send(
            Webchat.SessionStarted(tenant: scene.tenant, channelId: scene.channel.id, sessionId: session, at: .now),
            to: .webchat, key: session.text)
        try await site.send(
            Webchat.SubjectSelected(
                tenant: scene.tenant, channelId: scene.channel.id, sessionId: session, at: .now,
                subjectId: scene.subject.id), to: .webchat, key: session.text)
        let card = try await front.expect(Event.ConversationOffered.self) { $0.conversationId == id }.event
        guard let agent = agents[card.agentId] else {
            throw CommandFailure("The card went to \(card.agentId), whom the measurement did not log in.")
        }
        let accept = try await agent.send(
            FromAgent.CardAccepted(
                tenant: scene.tenant, agentId: card.agentId, at: .now, conversationId: id, offerId: card.offerId))
        _ = try await front.expect(Event.ConversationAccepted.self, after: accept) { $0.conversationId == id }
        return (session, card.agentId)
    }

    /// Finishes and saves everything, and logs out whom it logged in.
    func close() async throws {
        for (session, agent) in sessions {
            try await agents[agent]?.send(
                FromAgent.SessionFinished(
                    tenant: scene.tenant, agentId: agent, at: .now, conversationId: conversation(session)))
            try await agents[agent]?.send(
                FromAgent.ProtocolSaved(
                    tenant: scene.tenant, agentId: agent, at: .now, conversationId: conversation(session),
                    revision: Revision(trusted: 1), final: true))
        }
        for (session, _) in sessions {
            let id = conversation(session)
            _ = try await site.expect(Event.ConversationClosed.self) { $0.conversationId == id }
        }
        for agent in agents.values { try await agent.leave() }
    }

    private func conversation(_ session: SessionID) -> ConversationID {
        ConversationID(tenant: scene.tenant, channel: scene.channel.id, session: session)
    }
}
