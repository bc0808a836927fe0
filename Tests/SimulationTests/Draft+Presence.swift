import Domain
import Identifiers

/// `agent-presence`: the agents' door, and what the desk answers.
extension Draft {
    mutating func knock(_ command: Letter.DoorCommand) {
        switch command {
        case .presence(let agent, .heartbeat, let cause): heartbeat(agent, cause)
        case .presence(let agent, let event, let cause):
            once(agent, cause) { draft in
                guard draft.presence(agent, event) else { return false }
                draft.signs.last[agent] = draft.now
                return true
            }
        case .sync(let agent, let cause):
            once(agent, cause) { draft in
                draft.send(.desk(.agent(agent, .syncRequested(cause))), to: .desk)
                return true
            }
        case .forward(let agent, let id, let event): forward(agent, id, event)
        case .supervised(let id, let event): send(.conversation(id, event), to: .of(id))
        case .dismiss(let agent, let cause):
            once(AgentID(trusted: Company.rui.text), cause) { draft in
                draft.send(.desk(.agent(agent, .dismissed(cause, reason: "turno"))), to: .desk)
                return true
            }
        }
    }

    /// A save is open to an agent who has gone home since; for everything else he has to be there.
    private mutating func forward(_ agent: AgentID, _ id: ConversationID, _ event: Conversation.Event) {
        var needsLogin = true
        if case .saveRequested = event { needsLogin = false }
        guard !needsLogin || presences[agent]?.isLive == true else { return refuseAtDoor(event.cause) }
        send(.conversation(id, event), to: .of(id))
    }

    /// Usually it only moves the last sign of life; one that ends a lost lease is a change like any other.
    private mutating func heartbeat(_ agent: AgentID, _ cause: Cause) {
        guard presences[agent]?.isLive == true else {
            return once(agent, cause) { draft in
                guard draft.presence(agent, .heartbeat) else { return false }
                draft.signs.last[agent] = draft.now
                return true
            }
        }
        if signs.beats.insert(cause.id).inserted { signs.last[agent] = now }
        account.carriedOut.append(cause)
    }

    /// Carries out a command unless it was carried out before. One that is refused may be judged anew.
    private mutating func once(_ agent: AgentID, _ cause: Cause, _ body: (inout Draft) -> Bool) {
        let key = CommandKey(addressee: agent.text, sender: cause.sender, id: cause.id)
        guard !shelf.done.contains(key) || flaws.contains(.noCommandLog) else { return }
        guard body(&self) else { return refuseAtDoor(cause) }
        shelf.done.insert(key)
        account.carriedOut.append(cause)
    }

    private mutating func refuseAtDoor(_ cause: Cause?) {
        guard let cause else { return }
        refuse(Refusal(cause: cause, code: .notLoggedIn, message: "not logged in"), by: .door)
    }

    /// False if the rules refused it; then nothing has changed.
    mutating func presence(_ agent: AgentID, _ event: Presence.Event) -> Bool {
        var presence = presences[agent] ?? Presence(agent: agent)
        let actions = presence.apply(event, timings: Company.tenant.timings, at: now)
        presences[agent] = presence
        for action in actions {
            switch action {
            case .desk(let note): send(.desk(.agent(agent, note)), to: .desk)
            case .setTimer(let timer, let due): setTimer(.agent(agent, timer), at: due)
            case .refuse: return false
            }
        }
        return true
    }

    mutating func leaseFired(_ agent: AgentID, _ timer: Presence.Timer, due: Instant) {
        let sign = max(signs.takenAt, signs.last[agent] ?? signs.takenAt)
        _ = presence(
            agent, timer == .lease ? .leaseTimer(due: due, renewedAt: sign) : .returnTimer(renewedAt: sign))
    }
}
