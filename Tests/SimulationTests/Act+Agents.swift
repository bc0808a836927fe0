import Domain
import Identifiers

extension Act {
    static let agents: [Act] = [
        Act(name: "logs in", weight: 9) { world in
            let all = [Company.site, Company.robot, Company.bare]
            let channels = world.chance.happens(80) ? all : [all[world.chance.below(2)]]
            world.presence(world.anyAgent(), .loggedIn(channels, lease: .seconds(30)))
        },
        Act(name: "loses the network, or has it again", weight: 3) { world in
            let agent = world.anyAgent()
            if world.people.silent.remove(agent) == nil { world.people.silent.insert(agent) }
        },
        Act(name: "pauses", weight: 2) { $0.presence($0.anyAgent(), .paused) },
        Act(name: "resumes", weight: 3) { $0.presence($0.anyAgent(), .resumed) },
        Act(name: "pauses and comes straight back", weight: 1) { world in
            let agent = world.anyAgent()
            world.presence(agent, .paused)
            world.presence(agent, .resumed)
        },
        Act(name: "logs out", weight: 2) { world in
            let agent = world.anyAgent()
            let cause = world.command(.agent(agent))
            let channels = world.chance.happens(60) ? nil : [Company.site]
            world.door(agent.text, .presence(agent, .logoutRequested(channels, cause), cause))
        },
        Act(name: "wants to see everything anew", weight: 1) { world in
            let agent = world.anyAgent()
            world.door(agent.text, .sync(agent, world.command(.agent(agent))))
        },
        Act(name: "accepts, sometimes on two devices", weight: 30) { world in
            guard let (one, card) = world.offeredOne() else { return }
            for _ in 0...(world.chance.happens(15) ? 1 : 0) { world.accept(card.agent, card.id, one.id) }
        },
        Act(name: "accepts what is not his, or not open", weight: 2) { world in
            guard let one = world.someone() else { return }
            let offer = one.openCard(in: Company.tenant)?.offer.id
            world.accept(world.anyAgent(), offer ?? OfferID(trusted: "o\(1 + world.chance.below(9))"), one.id)
        },
        Act(name: "declines", weight: 3) { world in
            guard let (one, card) = world.offeredOne() else { return }
            let cause = world.command(.agent(card.agent), about: one.id)
            world.agent(card.agent, .declined(card.agent, card.id, reason: "não", cause), one.id)
        },
        Act(name: "writes", weight: 7) { world in
            guard let (one, agent) = world.servedOne() else { return }
            let cause = world.command(.agent(agent), .agentLine, about: one.id)
            let visibility: Visibility = world.chance.happens(80) ? .public : .internal
            world.agent(agent, .agentSaid(agent, Said(text: "agente \(cause.id)"), visibility, cause), one.id)
        },
        Act(name: "finishes, and sometimes saves at once", weight: 5) { world in
            guard let (one, agent) = world.servedOne() else { return }
            let cause = world.command(.agent(agent), about: one.id)
            world.agent(agent, .finishRequested(agent, cause), one.id)
            if world.chance.happens(40) { world.save(one, by: agent, isFinal: true) }
        },
        Act(name: "saves, sometimes what is stale, sometimes finally", weight: 8) { world in
            guard let (one, agent) = world.servedOne() else { return }
            world.save(one, by: agent, isFinal: world.chance.happens(60))
        },
    ]
}

extension World {
    fileprivate func presence(_ agent: AgentID, _ event: Presence.Event) {
        door(agent.text, .presence(agent, event, command(.agent(agent))))
    }

    /// Most of the agents come in the morning.
    func comeIn() {
        for agent in Company.agents where chance.happens(70) {
            presence(agent.id, .loggedIn([Company.site, Company.robot, Company.bare], lease: .seconds(30)))
        }
    }

    /// The devices of those who are logged in give signs of life, if it is time.
    func beat() {
        guard now - people.lastBeat >= People.beat else { return }
        people.lastBeat = now
        for agent in Company.agents where !people.silent.contains(agent.id) && isLoggedIn(agent.id) {
            presence(agent.id, .heartbeat)
        }
    }

    private func isLoggedIn(_ agent: AgentID) -> Bool {
        stores[.presence]?.presences[agent].map { !$0.isAbsent } ?? false
    }

    fileprivate func offeredOne() -> (Conversation, Conversation.Offer)? {
        guard let one = someone(where: { $0.openCard(in: Company.tenant) != nil }),
            let card = one.openCard(in: Company.tenant)?.offer
        else { return nil }
        return (one, card)
    }

    fileprivate func accept(_ agent: AgentID, _ offer: OfferID, _ id: ConversationID) {
        let cause = command(.agent(agent), .accept(offer), about: id)
        self.agent(agent, .accepted(agent, offer, cause), id)
    }

    /// A conversation with the agent who has it or had it last; sometimes with somebody else.
    func servedOne() -> (Conversation, AgentID)? {
        guard let one = someone(where: { $0.lastAgent != nil }), let agent = one.lastAgent else { return nil }
        return (one, chance.happens(93) ? agent : anyAgent())
    }

    fileprivate func save(_ one: Conversation, by agent: AgentID, isFinal: Bool) {
        let change = recordChange(of: one, isFinal: isFinal)
        let cause = command(.agent(agent), .save, about: one.id)
        self.agent(agent, .saveRequested(agent, change, cause), one.id)
    }

    func recordChange(of one: Conversation, isFinal: Bool) -> RecordChange {
        let revision = page(of: one.id)?.record.revision ?? 1
        return RecordChange(
            revision: chance.happens(80) ? revision : max(1, revision - 1), customer: nil,
            service: ["nota": .string("\(people.commands)")], final: isFinal)
    }
}

extension Conversation {
    fileprivate var lastAgent: AgentID? {
        if case .closed(let closing) = state { closing.agent } else { servingAgent }
    }
}
