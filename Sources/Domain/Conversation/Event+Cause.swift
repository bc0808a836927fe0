extension Conversation.Event {
    /// The command from outside behind this event; nil for what comes from our own parts.
    public var cause: Cause? {
        switch self {
        case .started(let cause), .identified(_, let cause), .subjectSelected(_, let cause),
            .customerSaid(_, let cause), .formSubmitted(_, let cause), .customerAway(_, let cause),
            .customerReturned(_, let cause), .customerLeft(_, let cause), .accepted(_, _, let cause),
            .declined(_, _, _, let cause), .agentSaid(_, _, _, let cause), .finishRequested(_, let cause),
            .saveRequested(_, _, let cause), .transferRequested(_, _, _, let cause), .transferCancelled(_, let cause),
            .supervised(_, _, let cause), .botAcknowledged(_, _, let cause), .botReplied(_, _, _, let cause),
            .botHandedOver(_, _, let cause), .botEnded(_, _, let cause):
            cause
        case .desk, .book, .timer, .parked, .unparked, .retentionEnded, .settled:
            nil
        }
    }
}
