import Identifiers

/// Whether a tab of the customer is open (rules 11 and 16).
extension Step {
    /// The most connections of one session that are told apart; of more, the newest.
    static let connectionLimit = 50

    /// A connection has gone, or all of them. The customer is away when the last one known is: he keeps his place for a
    /// while, in service the agent sees it.
    mutating func customerAway(_ connection: String?) {
        let open = connection.map { gone in (conversation.facts.connections ?? []).filter { $0 != gone } } ?? []
        conversation.facts.connections = open.isEmpty ? nil : open
        guard open.isEmpty, conversation.facts.awaySince == nil else { return }
        switch state {
        case .withBot, .choosing, .formOffered:
            conversation.facts.awaySince = now
        case .waiting, .offered:
            conversation.facts.awaySince = now
            desk(.customerAway)
            setTimer(.away, after: timings.awayWhileWaiting)
        case .inService(let service):
            conversation.facts.awaySince = now
            publish(.customerAway, to: .init(agents: [service.agent]))
            setTimer(.away, after: timings.awayInService)
        case .wrapUp, .closed:
            break
        }
    }

    mutating func customerReturned(_ connection: String?) {
        if let connection {
            let others = (conversation.facts.connections ?? []).filter { $0 != connection }
            conversation.facts.connections = (others + [connection]).suffix(Self.connectionLimit)
        }
        customerIsHere()
    }

    /// Ends an absence, whatever showed that it is over.
    mutating func customerIsHere() {
        guard conversation.facts.awaySince != nil else { return }
        conversation.facts.awaySince = nil
        cancelTimer(.away)
        switch state {
        case .waiting, .offered: desk(.customerReturned)
        case .inService(let service): publish(.customerReturned, to: .init(agents: [service.agent]))
        case .withBot, .choosing, .formOffered, .wrapUp, .closed: break
        }
    }

    /// Into a line. An absence that began before is timed from now on: a place nobody comes back to is given up.
    mutating func wait(_ waiting: Conversation.Waiting) {
        become(.waiting(waiting))
        if conversation.facts.awaySince != nil { setTimer(.away, after: timings.awayWhileWaiting) }
    }

    private var stayedAwayCheck: Check {
        Check("customer", "away_too_long", detail: conversation.facts.awaySince?.rfc3339)
    }

    /// Rule 11.
    mutating func stayedAway() {
        guard conversation.facts.awaySince != nil else { return }
        switch state {
        case .waiting, .offered:
            abandon(because: stayedAwayCheck)
        case .inService(let service):
            decide(.close, checks: [stayedAwayCheck], queue: service.queue)
            finish(service, by: .customer, .left)
        case .withBot, .choosing, .formOffered, .wrapUp, .closed:
            break
        }
    }
}

extension Conversation.Event {
    /// What a customer does in a tab shows that one is open. An identification may come from the company's own systems,
    /// and what closes a tab shows the opposite.
    var showsCustomer: Bool {
        switch self {
        case .started, .subjectSelected, .customerSaid, .formSubmitted: true
        case .identified, .customerAway, .customerReturned, .customerLeft, .accepted, .declined, .agentSaid,
            .finishRequested, .saveRequested, .transferRequested, .transferCancelled, .supervised, .botAcknowledged,
            .botReplied, .botHandedOver, .botEnded, .desk, .book,
            .timer, .parked, .unparked, .retentionEnded, .settled:
            false
        }
    }
}
