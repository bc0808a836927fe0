import Domain
import Identifiers

/// Customers, a bot, agents and a supervisor who behave as badly as people do. They see what their screens show.
struct People {
    private var opened = 0
    private var sent = 0
    /// The most conversations of one run.
    static let mostConversations = 8

    mutating func act(in world: inout World) {
        switch world.random.below(10) {
        case 0: start(&world)
        case 1, 2, 3: customer(&world)
        case 4: bot(&world)
        case 5, 6: presence(&world)
        case 7, 8: agent(&world)
        default: if world.random.happens(30) { supervisor(&world) }
        }
    }

    /// Under a new id, or sometimes under the one before: a repeat.
    private mutating func cause(_ sender: CommandSender, _ world: inout World) -> Cause {
        if !world.random.happens(4) || sent == 0 { sent += 1 }
        return Cause(id: "m\(sent)", type: "t", sender: sender)
    }

    private static func session(_ id: ConversationID) -> SessionID { SessionID(trusted: "s\(id)") }

    private mutating func start(_ world: inout World) {
        if opened < Self.mostConversations { opened += 1 }
        let number = world.random.happens(20) ? 1 + world.random.below(opened) : opened
        let id = ConversationID(trusted: "c\(number)")
        sent += 1
        let cause = Cause(id: "m\(sent)", type: "t", sender: .session(Self.session(id)))
        world.publish(
            .start(id, Self.session(id), channel: number % 3 == 0 ? House.robot : House.site, cause), to: .of(id))
    }

    private func someone(_ world: inout World) -> Conversation? {
        let all = world.store(.router).conversations
        guard let id = world.random.pick(all.keys.sorted().suffix(6)) else { return nil }
        return all[id]
    }

    private mutating func customer(_ world: inout World) {
        guard let conversation = someone(&world) else { return }
        let id = conversation.id
        switch world.random.below(12) {
        case 0, 1, 2, 3:
            let subject = House.subjects[world.random.below(House.subjects.count)].id
            send(.subjectSelected(subject, customerCause(id, &world)), to: id, &world)
        case 4, 5, 6, 7:
            // A line always has its own id: a repeat is the same line again.
            sent += 1
            let cause = Cause(id: "m\(sent)", type: "t", sender: .session(Self.session(id)))
            world.ledger.sentLine(cause.id, in: id)
            send(.customerSaid(Said(text: "linha \(sent)"), cause), to: id, &world)
        case 8: send(.customerAway(connection: nil, customerCause(id, &world)), to: id, &world)
        case 9, 10: send(.customerReturned(connection: nil, customerCause(id, &world)), to: id, &world)
        default:
            if world.random.happens(40) { send(.customerLeft(.left, customerCause(id, &world)), to: id, &world) }
        }
    }

    private mutating func customerCause(_ id: ConversationID, _ world: inout World) -> Cause {
        cause(.session(Self.session(id)), &world)
    }

    private func send(_ event: Conversation.Event, to id: ConversationID, _ world: inout World) {
        world.publish(.conversation(id, event), to: .of(id))
    }

    private mutating func bot(_ world: inout World) {
        guard let conversation = someone(&world), conversation.facts.lastBot != nil else { return }
        let cause = cause(.bot(House.menu), &world)
        let event: Conversation.Event
        switch world.random.below(6) {
        case 0, 1: event = .botReplied(House.menu, [Said(text: "bot")], to: nil, cause)
        case 2: event = .botAcknowledged(House.menu, TurnID(trusted: "t\(conversation.facts.turns)"), cause)
        case 3: event = .botHandedOver(House.menu, .init(), cause)
        case 4: event = .botHandedOver(House.menu, .init(queue: world.random.pick(House.queues)), cause)
        default: event = .botEnded(House.menu, reason: nil, cause)
        }
        send(event, to: conversation.id, &world)
    }

    private mutating func presence(_ world: inout World) {
        guard let agent = world.random.pick(House.agents) else { return }
        let cause = cause(.agent(agent), &world)
        let event: Presence.Event
        switch world.random.below(10) {
        case 0, 1, 2: event = .loggedIn([House.site, House.robot], lease: .seconds(30))
        case 3, 4, 5, 6: event = .heartbeat
        case 7: event = .paused
        case 8: event = .resumed
        default: event = .logoutRequested(nil, cause)
        }
        world.publish(.agent(agent, .presence(event, event == .heartbeat ? nil : cause)), to: .of(agent))
    }

    private mutating func agent(_ world: inout World) {
        guard let conversation = someone(&world) else { return }
        let offer = conversation.openCard(in: House.tenant)?.offer
        let agent =
            world.random.happens(85)
            ? offer?.agent ?? conversation.servingAgent ?? House.agents[world.random.below(4)]
            : House.agents[world.random.below(4)]
        let cause = cause(.agent(agent), &world)
        guard let event = event(of: agent, in: conversation, offer, cause, &world) else { return }
        world.publish(.agent(agent, .forward(conversation.id, event)), to: .of(agent))
        // Impatient fingers, or two devices.
        if world.random.happens(10) {
            world.publish(.agent(agent, .forward(conversation.id, event)), to: .of(agent))
        }
    }

    private func event(
        of agent: AgentID, in conversation: Conversation, _ offer: Conversation.Offer?, _ cause: Cause,
        _ world: inout World
    ) -> Conversation.Event? {
        if let offer, world.random.happens(70) {
            return world.random.happens(75)
                ? .accepted(agent, offer.id, cause) : .declined(agent, offer.id, reason: nil, cause)
        }
        switch world.random.below(8) {
        case 0, 1, 2: return .agentSaid(agent, Said(text: "agente"), .public, cause)
        case 3: return .finishRequested(agent, cause)
        case 4:
            let change = RecordChange(
                revision: 1 + world.random.below(2), customer: nil, service: nil, final: world.random.happens(80))
            return .saveRequested(agent, change, cause)
        case 5: return .transferRequested(agent, destination(&world), note: nil, cause)
        case 6: return world.random.happens(30) ? .transferCancelled(agent, cause) : nil
        default: return .accepted(agent, OfferID(trusted: "o\(1 + world.random.below(9))"), cause)
        }
    }

    private func destination(_ world: inout World) -> Conversation.Destination {
        world.random.happens(50)
            ? .agent(House.agents[world.random.below(House.agents.count)])
            : .queue(House.queues[world.random.below(House.queues.count)])
    }

    private mutating func supervisor(_ world: inout World) {
        let cause = cause(.supervisor(House.rui), &world)
        if world.random.happens(20), let agent = world.random.pick(House.agents) {
            return world.publish(.desk(.agent(agent, .dismissed(cause, reason: "turno"))), to: .desk)
        }
        guard let conversation = someone(&world) else { return }
        let act: Conversation.Supervision =
            switch world.random.below(4) {
            case 0: .close
            case 1: .requeue
            default: .reassign(destination(&world))
            }
        send(.supervised(act, reason: "turno", cause), to: conversation.id, &world)
    }
}
