import Contracts
import Domain
import Identifiers

/// The agent front end of the demonstration: only the public contract.
struct DemoAgent: Sendable {
    /// Long enough for the whole demonstration with every program killed once.
    static let lease = LeaseSeconds(trusted: 120)

    let client: PublicClient
    let profile: AgentProfile
    let tenant: TenantID
    let channel: ChannelID
    /// The front end of somebody else had logged this agent in already: then he stays logged in.
    let wasLoggedIn: Bool

    /// How many conversations more he could take when he came.
    let room: Int

    /// Logs in the first of the scene's agents who has room.
    ///
    /// - Throws: a sentence when nobody has, or the login is refused.
    static func enter(_ scene: DemoScene, _ client: PublicClient) async throws -> DemoAgent {
        for profile in scene.agents {
            let agent = try await look(at: profile, scene, client)
            guard agent.room > 0 else { continue }
            try await agent.logIn(lease: lease)
            return agent
        }
        throw CommandFailure(
            "No agent of the queue \(scene.queue.id) has room for one more conversation: "
                + "save or close what they have first.")
    }

    /// The agent as he is now; nothing is changed.
    static func look(at profile: AgentProfile, _ scene: DemoScene, _ client: PublicClient) async throws -> DemoAgent {
        let now = try await snapshot(profile, scene, client)
        return DemoAgent(
            client: client, profile: profile, tenant: scene.tenant, channel: scene.channel.id,
            wasLoggedIn: now.isLoggedIn(to: scene.channel.id), room: max(0, now.capacity - now.active - now.offered))
    }

    func logIn(lease: LeaseSeconds) async throws {
        let id = try await client.send(
            FromAgent.ChannelLogin(
                tenant: tenant, agentId: profile.id, at: .now, channelIds: [channel], leaseSeconds: lease),
            to: .agents, key: profile.id.text)
        let channel = channel
        // A login of somebody who is logged in changes nothing and need not be told.
        if !wasLoggedIn {
            _ = try await client.expect(Event.AgentStateChanged.self, after: id) { [profile] state in
                state.agentId == profile.id && state.channels.contains { $0.channelId == channel && $0.loggedIn }
            }
        }
        try await client.send(
            FromAgent.Resumed(tenant: tenant, agentId: profile.id, at: .now), to: .agents, key: profile.id.text)
    }

    /// Leaves as he came.
    func leave() async throws {
        guard !wasLoggedIn else { return }
        let id = try await send(
            FromAgent.ChannelLogout(tenant: tenant, agentId: profile.id, at: .now, channelIds: [channel]))
        let channel = channel
        _ = try await client.expect(Event.AgentStateChanged.self, after: id) { [profile] state in
            state.agentId == profile.id && state.channels.contains { $0.channelId == channel && !$0.loggedIn }
        }
    }

    /// Publishes a command of his and returns its message-id.
    @discardableResult
    func send(_ message: some Message) async throws -> String {
        try await client.send(message, to: .agents, key: profile.id.text)
    }

    private static func snapshot(
        _ profile: AgentProfile, _ scene: DemoScene, _ client: PublicClient
    ) async throws -> Event.AgentSnapshot {
        let id = try await client.send(
            FromAgent.SyncRequested(tenant: scene.tenant, agentId: profile.id, at: .now), to: .agents,
            key: profile.id.text)
        return try await client.expect(Event.AgentSnapshot.self, after: id) { $0.agentId == profile.id }.event
    }
}

extension Event.AgentSnapshot {
    func isLoggedIn(to channel: ChannelID) -> Bool { channels.contains { $0.channelId == channel && $0.loggedIn } }
}
