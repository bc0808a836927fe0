import Identifiers

extension Desk.Event {
    /// Why a decision that follows from this event is taken at this moment and not earlier (rule 24).
    var trigger: Check {
        switch self {
        case .conversation(let conversation, let note): note.trigger(conversation)
        case .agent(let agent, let note): Check("because", note.trigger, detail: agent.text)
        case .timer(.exclusion(_, let agent)): Check("because", "exclusion_ended", detail: agent.text)
        case .timer: Check("because", "time")
        }
    }
}

extension Desk.ConversationNote {
    fileprivate func trigger(_ conversation: ConversationID) -> Check {
        switch self {
        case .enqueue: Check("because", "arrival")
        case .customerAway, .customerReturned: Check("because", "customer_returned")
        case .left, .placeGivenBack, .resolved(_, .accepted), .resolved(_, .gone):
            Check("because", "agent_free", detail: conversation.text)
        case .resolved(_, .declined): Check("because", "offer_declined")
        case .resolved(_, .expired): Check("because", "offer_expired")
        case .resolved(_, .withdrawn): Check("because", "offer_withdrawn")
        case .wrapUp(let agent), .released(let agent): Check("because", "agent_free", detail: agent.text)
        }
    }
}

extension Desk.AgentNote {
    fileprivate var trigger: String {
        switch self {
        case .loggedIn: "agent_logged_in"
        case .resumed: "agent_resumed"
        case .leaseResumed: "agent_back"
        case .logoutRequested, .paused, .leaseExpired, .leaseEnded, .syncRequested, .dismissed: "agent_left"
        }
    }
}
