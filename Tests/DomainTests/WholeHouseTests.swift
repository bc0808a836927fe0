import Domain
import Identifiers
import Testing

/// Desk and conversations under chance: badly behaved people, any interleaving. A failing seed replays exactly.
struct WholeHouseTests {
    @Test func `whatever people do, nobody is over capacity, one accept wins, and everything ends`() {
        for seed in 1...400 as ClosedRange<UInt64> {
            let complaints = Self.play(seed: seed)
            #expect(complaints.isEmpty, "seed \(seed): \(complaints.prefix(3))")
        }
    }

    private static func play(seed: UInt64) -> [String] {
        var house = WholeHouse(seed: seed, agents: 4, capacity: 2)
        for _ in 0..<600 {
            act(&house)
            for _ in 0..<house.random.below(4) { house.deliver() }
            house.pass(.milliseconds(house.random.below(4_000)))
        }
        // Everybody goes home: agents are lost, customers stay silent, the clock runs.
        for agent in house.tenant.agents.keys.sorted() {
            house.send(.agent(agent, .leaseExpired(at: house.now)))
        }
        for _ in 0..<400 where house.hasTimers || !house.isQuiet {
            while !house.isQuiet { house.deliver() }
            house.pass(.seconds(60))
        }
        var complaints = house.complaints
        for conversation in house.conversations.values where !conversation.isClosed {
            complaints.append("\(conversation.id) never ended: \(conversation.state)")
        }
        for agent in house.desk.agents.values where agent.load > 0 {
            complaints.append("\(agent.id) still holds \(agent.active.keys) \(agent.offered)")
        }
        if !house.desk.places.isEmpty { complaints.append("places are left: \(house.desk.places.keys)") }
        return complaints
    }

    private static func act(_ house: inout WholeHouse) {
        let agents = house.tenant.agents.keys.sorted()
        let agent = agents[house.random.below(agents.count)]
        switch house.random.below(17) {
        case 0, 1: house.open()
        case 2: house.send(.agent(agent, .loggedIn([ChannelID(trusted: "site")])))
        case 3: house.send(.agent(agent, house.random.below(2) == 0 ? .paused : .resumed))
        case 4: house.send(.agent(agent, .leaseExpired(at: house.now)))
        case 5: house.send(.agent(agent, .leaseResumed))
        case 6: house.send(.agent(agent, .logoutRequested(nil, house.cause(.agent(agent)))))
        case 7:
            let cause = house.cause(.supervisor(SupervisorID(trusted: "rui")))
            house.send(.agent(agent, .dismissed(cause, reason: "chance")))
        default: actInConversation(agent, &house)
        }
    }

    private static func actInConversation(_ agent: AgentID, _ house: inout WholeHouse) {
        let ids = house.conversations.keys.sorted()
        guard !ids.isEmpty else { return }
        let id = ids[max(0, ids.count - 1 - house.random.below(min(ids.count, 12)))]
        guard let conversation = house.conversations[id] else { return }
        let session = CommandSender.session(conversation.identity.session)
        let open = conversation.openCard(in: house.tenant)?.offer
        switch house.random.below(13) {
        case 0, 1:
            let subject = SubjectID(trusted: house.random.below(2) == 0 ? "q1" : "q2")
            house.send(.subjectSelected(subject, house.cause(session)), to: id)
        case 2: house.send(.customerSaid(Said(text: "oi"), house.cause(session)), to: id)
        case 3: house.send(.customerLeft(.left, house.cause(session)), to: id)
        case 4, 5:
            guard let open else { return }
            house.send(.accepted(open.agent, open.id, house.cause(.agent(open.agent))), to: id)
            house.send(.accepted(agent, open.id, house.cause(.agent(agent))), to: id)
        case 6:
            guard let open else { return }
            house.send(.declined(open.agent, open.id, reason: nil, house.cause(.agent(open.agent))), to: id)
        case 7:
            let server = conversation.servingAgent ?? agent
            house.send(.finishRequested(server, house.cause(.agent(server))), to: id)
        case 8:
            let server = conversation.servingAgent ?? agent
            let destination: Conversation.Destination =
                house.random.below(2) == 0 ? .agent(agent) : .queue(QueueID(trusted: "q2"))
            house.send(.transferRequested(server, destination, note: nil, house.cause(.agent(server))), to: id)
        case 9:
            let server = conversation.servingAgent ?? agent
            house.send(.transferCancelled(server, house.cause(.agent(server))), to: id)
        case 10: house.send(.supervised(supervision(agent, &house), reason: "chance", supervisor(&house)), to: id)
        case 11:
            let isAway = house.random.below(2) == 0
            let cause = house.cause(session)
            house.send(
                isAway ? .customerAway(connection: nil, cause) : .customerReturned(connection: nil, cause), to: id)
        default:
            let server = conversation.servingAgent ?? agent
            let change = RecordChange(revision: 1, customer: nil, service: nil, final: true)
            house.send(.saveRequested(server, change, house.cause(.agent(server))), to: id)
        }
    }

    private static func supervisor(_ house: inout WholeHouse) -> Cause {
        house.cause(.supervisor(SupervisorID(trusted: "rui")))
    }

    private static func supervision(_ agent: AgentID, _ house: inout WholeHouse) -> Conversation.Supervision {
        switch house.random.below(6) {
        case 0: .close
        case 1, 2: .requeue
        case 3: .reassign(.agent(agent))
        default: .reassign(.queue(QueueID(trusted: house.random.below(2) == 0 ? "q1" : "q2")))
        }
    }
}
