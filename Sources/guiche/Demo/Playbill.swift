import Contracts
import Domain
import Identifiers
import Worker

/// Which flow is played where, and by whom.
struct Playbill: Sendable {
    let settings: Settings
    let directory: Directory
    let tenant: TenantID?
    let channel: ChannelID?
    let agent: AgentID?
    /// The demonstration's id, which all its customers carry.
    let demo: String

    /// Plays one flow; nil if the directory has no channel for it.
    ///
    /// - Parameter isWanted: whether somebody asked for this very flow: then a missing channel is a mistake.
    /// - Throws: ``CommandFailure`` when it does not go as the manual says.
    func play(_ flow: Flow, isWanted: Bool) async throws -> Played? {
        guard let place = try place(flow) else {
            let missing = "The directory has no channel \(channel ?? flow.channel) for the flow \(flow.rawValue)"
            guard !isWanted else { throw CommandFailure("\(missing): name one with --channel.") }
            Narrator.aside("\(missing); it is left out.")
            return nil
        }
        Narrator.heading(flow, place.channel)
        let number = try await DemoCustomer.visit(place, as: flow.customer(of: demo), settings) { customer in
            try await play(flow, customer)
        }
        return Played(flow: flow, tenant: place.tenant.id, number: number)
    }

    /// Shows what was played, found by search.
    func harvest(_ played: [Played]) async throws {
        guard !played.isEmpty else { return }
        try await PublicClient.run(settings, name: "demo-search") { client in
            try await Harvest(demo: demo, played: played).show(client)
        }
    }

    /// Where nobody named a channel, whatever channel can serve is good for the open flow.
    private func place(_ flow: Flow) throws -> DemoPlace? {
        let place = DemoPlace(flow, in: directory, tenant: tenant, channel: channel)
        guard place == nil, flow == .open, channel == nil else { return place }
        let scene = try DemoScene(directory, tenant: tenant, channel: nil, agent: agent)
        return DemoPlace(flow, in: directory, tenant: scene.tenant, channel: scene.channel.id)
    }

    private func play(_ flow: Flow, _ customer: DemoCustomer) async throws -> String {
        switch flow {
        case .bot:
            return try await served(customer, withBot: true) { scene, agent in
                try await BotScene(scene: scene, customer: customer, agent: agent).play()
            }
        case .noSubjects:
            return try await RefusalScene(customer: customer, subject: nil, reasons: [.noSubjects]).play()
        case .closed:
            return try await refusal(customer, [.outOfHours, .holiday]).play()
        case .closedForm:
            return try await FormScene(refusal: refusal(customer, [.outOfHours, .holiday])).play()
        case .nobody:
            return try await refusal(customer, [.noAgentLoggedIn]).play()
        case .open:
            return try await served(customer, withBot: false) { scene, agent in
                try await OpenScene(scene: scene, customer: customer, agent: agent).play()
            }
        }
    }

    private func refusal(_ customer: DemoCustomer, _ reasons: [RefusalReason]) throws -> RefusalScene {
        RefusalScene(customer: customer, subject: try customer.place.subject(), reasons: reasons)
    }

    /// Plays with an agent who is logged in, and leaves him as he was.
    private func served(
        _ customer: DemoCustomer, withBot: Bool,
        _ play: @escaping @Sendable (DemoScene, DemoAgent) async throws -> String
    ) async throws -> String {
        let scene = try DemoScene(
            directory, tenant: customer.tenant, channel: customer.channel, agent: agent, withBot: withBot)
        let audiences = scene.agents.map { "agent.\(scene.tenant).\($0.id).#" }
        return try await PublicClient.run(settings, name: "demo-agent", bindings: audiences) { front in
            let agent = try await DemoAgent.enter(scene, front)
            Narrator.aside("\(agent.profile.name) entrou no canal \(scene.channel.name)")
            do {
                let number = try await play(scene, agent)
                try await agent.leave()
                return number
            } catch {
                // Refused where a conversation is left with him; the first failure is the one to tell.
                try? await agent.leave()
                throw error
            }
        }
    }
}
