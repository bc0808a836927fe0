import Identifiers

/// What the clock brings. A token that is not the state's own belongs to something that is over.
extension Step {
    mutating func timerFired(_ timer: Conversation.Timer, _ token: String) {
        switch timer {
        case .offer: offerExpired(token)
        case .agentLostNotice: agentLostNotice(token)
        case .agentLostReturn: agentDidNotReturn(token)
        case .wrapUp: wrapUpEnded()
        case .botAnswer: botIsSilent(token)
        case .botAfterRefusal: botSaidNothingAfterRefusal()
        case .idle: idled()
        case .away: stayedAway()
        case .transfer: transferTimedOut(token)
        case .closing: queueStayedClosed()
        }
    }

    private mutating func offerExpired(_ token: String) {
        switch state {
        case .offered(let waiting, let offer) where offer.id.text == token:
            endOffer(offer, waiting, .expired, .expired)
        case .inService(let service):
            guard let offer = service.openTransferOffer, offer.id.text == token else { return }
            endTransferOffer(service, offer, .expired, .expired)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .wrapUp, .closed:
            break
        }
    }

    private func isLost(_ service: Conversation.Service, _ token: String) -> Bool {
        service.lostAt.map { "\($0.milliseconds)" == token } ?? false
    }

    private mutating func agentLostNotice(_ token: String) {
        guard case .inService(var service) = state, isLost(service, token) else { return }
        service.customerWasTold = true
        become(.inService(service))
        publish(.notice(.agentLost), to: bothSides, text: texts.agentLost)
    }

    /// Rule 10: to the head of the queue with the whole history; the protocol stays.
    private mutating func agentDidNotReturn(_ token: String) {
        guard case .inService(let service) = state, isLost(service, token) else { return }
        requeue(service, because: [Check("agent", "lost", detail: service.agent.text)])
    }

    /// Rule 9: whoever waits keeps his place for a while after the calendar has closed. Who was at the head has been in
    /// service, and running conversations are never cut.
    mutating func watchClosing(_ waiting: Conversation.Waiting) {
        guard !waiting.atHead,
            let closing = tenant.closing(of: waiting.queue, on: conversation.identity.channel, after: now)
        else { return }
        actions.append(.setTimer(.closing, at: closing + timings.closingGrace, token: ""))
    }

    private mutating func queueStayedClosed() {
        switch state {
        case .waiting(let waiting) where waiting.atHead:
            break
        case .waiting(let waiting):
            let target = Conversation.Target(queue: waiting.queue, subject: conversation.facts.subject)
            guard let obstacle = obstacle(to: target) else { return watchClosing(waiting) }
            giveBackPlace()
            refuse(obstacle, checks: [Check("place", "kept_until_now")] + checks(of: target, obstacle), target)
        case .offered(_, let offer):
            actions.append(.setTimer(.closing, at: offer.expiresAt + .seconds(1), token: ""))
        case .withBot, .choosing, .formOffered, .inService, .wrapUp, .closed:
            break
        }
    }

    /// Rule 12. The timer is not set anew with every line: when it fires it looks how long the silence really was.
    private mutating func idled() {
        switch state {
        case .withBot, .choosing, .formOffered:
            guard silenceIsLongerThan(timings.idleBeforeService) else { return }
            abandon(.customerTimeout, because: Check("customer", "silent"))
        case .inService(var service):
            if service.idleWarned {
                return finish(service, by: .system, .customerTimeout)
            }
            guard silenceIsLongerThan(timings.idleInService) else { return }
            service.idleWarned = true
            become(.inService(service))
            publish(.notice(.idleWarning), to: bothSides, text: texts.idleWarning)
            setTimer(.idle, after: timings.idleWarning)
        case .waiting, .offered, .wrapUp, .closed:
            break
        }
    }

    private mutating func silenceIsLongerThan(_ limit: Duration) -> Bool {
        let due = conversation.progress.lastCustomerAt + limit
        guard now < due else { return true }
        actions.append(.setTimer(.idle, at: due, token: ""))
        return false
    }
}
