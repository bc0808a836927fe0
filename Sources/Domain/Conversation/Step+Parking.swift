import Identifiers

/// A conversation whose messages fail is set aside. Nobody else may be held up by it: an open offer is void, the place
/// in the line is given back and asked for again later, at the old moment (page 2, "Domain").
extension Step {
    mutating func parked(_ reason: ParkReason) {
        publish(.parked(reason), to: .init(queue: queue))
        switch state {
        case .offered(let waiting, let offer):
            endOffer(offer, waiting, .requeued, .gone)
            setAside(waiting)
            voidTicket()
        case .waiting(let waiting):
            setAside(waiting)
            giveBackPlace()
        case .inService(let service):
            endTransfer(of: service, .cancelled, .requeued, card: .requeued)
        case .withBot, .choosing, .formOffered, .wrapUp, .closed:
            break
        }
    }

    private mutating func setAside(_ waiting: Conversation.Waiting) {
        var waiting = waiting
        waiting.isParked = true
        become(.waiting(waiting))
    }

    mutating func unparked(_ reason: ParkReason) {
        publish(.unparked(reason), to: .init(queue: queue))
        // What was handled meanwhile may have found another place, or ended the waiting.
        guard case .waiting(var waiting) = state, waiting.isParked == true else { return }
        waiting.isParked = nil
        become(.waiting(waiting))
        askForPlace(
            in: waiting.queue, since: waiting.since, atHead: waiting.atHead, hadPlace: waiting.position != nil,
            toAgent: waiting.toAgent)
    }
}
