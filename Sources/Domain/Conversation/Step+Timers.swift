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
        }
    }

    private mutating func offerExpired(_ token: String) {
        guard case .offered(let waiting, let offer) = state, offer.id.text == token else { return }
        endOffer(offer, waiting, .expired, .expired)
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
        let audience = ConversationEvent.Audience(customer: true, agents: [service.agent])
        decide(.requeue, checks: [Check("agent", "lost", detail: service.agent.text)], queue: service.queue)
        publish(.notice(.requeued), to: audience, text: texts.requeued)
        cancelTimer(.idle)
        wait(.init(queue: service.queue, since: now, atHead: true, position: nil))
        desk(.released(service.agent))
        askForPlace(in: service.queue, since: now, atHead: true)
    }

    /// Rule 12. The timer is not set anew with every line: when it fires it looks how long the silence really was.
    private mutating func idled() {
        switch state {
        case .withBot, .choosing, .formOffered:
            guard silenceIsLongerThan(timings.idleBeforeService) else { return }
            abandon(.customerTimeout)
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
