import Domain
import Identifiers

extension Act {
    /// Agents hand conversations on (rule 15).
    static let transfers: [Act] = [
        Act(name: "transfers", weight: 8) { world in
            guard let (one, agent) = world.servedOne() else { return }
            let cause = world.command(.agent(agent), about: one.id)
            world.agent(agent, .transferRequested(agent, world.destination(), note: "nota", cause), one.id)
        },
        Act(name: "cancels a transfer", weight: 2) { world in
            guard let (one, agent) = world.servedOne() else { return }
            let cause = world.command(.agent(agent), about: one.id)
            world.agent(agent, .transferCancelled(agent, cause), one.id)
        },
    ]

    /// Supervisors correct (rule 22).
    static let supervisors: [Act] = [
        Act(name: "closes", weight: 1) { $0.supervise(.close) },
        Act(name: "requeues", weight: 2) { $0.supervise(.requeue) },
        Act(name: "reassigns", weight: 3) { $0.supervise(.reassign($0.destination())) },
        Act(name: "saves", weight: 1) { world in
            guard let one = world.someone() else { return }
            let change = world.recordChange(of: one, isFinal: world.chance.happens(50))
            world.supervise(.save(change), one, .save)
        },
        Act(name: "erases", weight: 1) { $0.supervise(.erase) },
        Act(name: "logs an agent out", weight: 1) { world in
            let agent = world.anyAgent()
            world.door(Company.rui.text, .dismiss(agent, world.command(.supervisor(Company.rui))))
            // Whoever is thrown out often tries again at once.
            guard world.chance.happens(40) else { return }
            let login = Presence.Event.loggedIn([Company.site, Company.robot, Company.bare], lease: .seconds(30))
            world.door(agent.text, .presence(agent, login, world.command(.agent(agent))))
        },
    ]
}

extension World {
    fileprivate func destination() -> Conversation.Destination {
        chance.happens(50) ? .agent(anyAgent()) : .queue(Company.queues[chance.below(Company.queues.count)])
    }

    fileprivate func supervise(_ act: Conversation.Supervision) {
        if let one = someone() { supervise(act, one, .other) }
    }

    fileprivate func supervise(_ act: Conversation.Supervision, _ one: Conversation, _ kind: SentCommand.Kind) {
        let cause = command(.supervisor(Company.rui), kind, about: one.id)
        door(Company.rui.text, .supervised(one.id, .supervised(act, reason: "turno", cause)))
    }
}
