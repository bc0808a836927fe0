import Identifiers

/// What the tenant's desk says. Whatever the desk asks of a conversation that has moved on is answered `gone`, which
/// voids the offer for good (page 2, "Domain").
extension Step {
    mutating func deskAnswered(_ answer: Conversation.DeskAnswer) {
        switch answer {
        case .enqueued(let position, let checks, let ticket, let wait):
            if isCurrent(ticket) { enqueued(at: position, checks, wait: wait) }
        case .refused(let reason, let checks, let ticket):
            if isCurrent(ticket) { refusedByDesk(reason, checks) }
        case .assigned(let offer, let decision, let ticket):
            if isCurrent(ticket) { assigned(offer, decision) } else { desk(.resolved(offer.id, .gone)) }
        case .withdraw(let offerId, let reason): withdraw(offerId, reason)
        case .position(let position, let wait): moved(to: position, wait: wait)
        case .agentLost(let agent, let since): agentLost(agent, since: since)
        case .agentBack(let agent): agentBack(agent)
        case .agentDismissed(let agent, let supervisor, let reason): agentDismissed(agent, by: supervisor, reason)
        case .askedBack(let offerId): askedBack(offerId)
        }
    }

    /// Whether an answer is to the newest request for a place. One without a ticket is of a desk that knew none yet.
    private func isCurrent(_ ticket: Int?) -> Bool { ticket == nil || ticket == conversation.facts.ticket }

    private mutating func enqueued(at position: Int, _ checks: [Check], wait seconds: Int?) {
        switch state {
        case .waiting(var waiting):
            waiting.position = position
            become(.waiting(waiting))
            decide(.enqueue, checks: checks, queue: waiting.queue)
            publishPosition(waiting, wait: seconds)
            watchClosing(waiting)
        case .withBot(let talk):
            guard case .handingOver(let target) = talk.phase else { return }
            conversation.facts.subject = target.subject
            actions.append(.bot(talk.bot, .taken(.queue)))
            let waiting = Conversation.Waiting(queue: target.queue, since: now, atHead: false, position: position)
            wait(waiting)
            decide(.enqueue, checks: checks, queue: target.queue)
            publishPosition(waiting, wait: seconds)
            watchClosing(waiting)
        case .inService(let service):
            transferEnqueued(service, checks)
        case .choosing, .formOffered, .offered, .wrapUp, .closed:
            break
        }
    }

    private mutating func publishPosition(_ waiting: Conversation.Waiting, wait seconds: Int?) {
        guard let position = waiting.position else { return }
        publish(
            .queued(waiting.queue, subject: conversation.facts.subject, position: position, wait: seconds),
            to: .init(customer: true, queue: waiting.queue))
    }

    private mutating func refusedByDesk(_ reason: RefusalReason, _ checks: [Check]) {
        switch state {
        case .waiting(let waiting):
            refuse(.init(reason), checks: checks, target(of: waiting))
        case .offered(let waiting, let offer):
            endOffer(offer, waiting, .agentUnavailable, .gone)
            refuse(.init(reason), checks: checks, target(of: waiting))
        case .withBot(let talk):
            guard case .handingOver(let target) = talk.phase else { return }
            refuseHandOver(talk, .init(reason), checks: checks, target)
        case .inService(let service):
            transferRefusedByDesk(service, reason)
        case .choosing, .formOffered, .wrapUp, .closed:
            break
        }
    }

    private mutating func assigned(_ offer: Conversation.Offer, _ decision: Decision) {
        switch state {
        case .waiting(let waiting):
            become(.offered(waiting, offer))
            publish(.decided(decision), to: .init(queue: waiting.queue))
            publish(
                .offered(card(of: offer, waiting)), to: .init(agents: [offer.agent], queue: waiting.queue))
            actions.append(.setTimer(.offer, at: offer.expiresAt, token: offer.id.text))
        case .offered(_, let current) where current.id == offer.id:
            break
        case .inService(let service) where service.offer == offer.id:
            desk(.resolved(offer.id, .accepted))
        case .inService(let service):
            guard service.openTransferOffer?.id != offer.id else { return }
            guard let transfer = service.transfer, transfer.phase == .waiting else {
                return desk(.resolved(offer.id, .gone))
            }
            transferOffered(service, transfer, offer, decision)
        case .withBot, .choosing, .formOffered, .offered, .wrapUp, .closed:
            desk(.resolved(offer.id, .gone))
        }
    }

    private func target(of waiting: Conversation.Waiting) -> Conversation.Target {
        .init(queue: waiting.queue, subject: conversation.facts.subject)
    }

    func card(of offer: Conversation.Offer, _ waiting: Conversation.Waiting) -> ConversationEvent.Card {
        .init(
            offer: offer, channelName: channel?.name ?? conversation.identity.channel.text, queue: waiting.queue,
            subject: conversation.facts.subject, customer: conversation.facts.customer, waitingSince: waiting.since,
            summary: conversation.facts.summary, attributes: conversation.facts.attributes)
    }

    private mutating func withdraw(_ offerId: OfferID, _ reason: WithdrawalReason) {
        switch state {
        case .offered(let waiting, let offer) where offer.id == offerId:
            endOffer(offer, waiting, reason, .withdrawn)
        case .inService(let service):
            guard let offer = service.openTransferOffer, offer.id == offerId else { return }
            endTransferOffer(service, offer, reason, .withdrawn)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .wrapUp, .closed:
            break
        }
    }

    private mutating func moved(to position: Int, wait seconds: Int?) {
        switch state {
        case .waiting(var waiting) where waiting.position != position:
            waiting.position = position
            become(.waiting(waiting))
            publishPosition(waiting, wait: seconds)
        case .offered(var waiting, let offer) where waiting.position != position:
            waiting.position = position
            become(.offered(waiting, offer))
            publishPosition(waiting, wait: seconds)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService, .wrapUp, .closed:
            break
        }
    }

    /// Rule 10: the times run from the end of the lease, not from the moment we hear of it.
    private mutating func agentLost(_ agent: AgentID, since: Instant) {
        guard case .inService(var service) = state, service.agent == agent, service.lostAt == nil else { return }
        service.lostAt = since
        become(.inService(service))
        let token = "\(since.milliseconds)"
        actions.append(.setTimer(.agentLostNotice, at: since + timings.agentLostNotice, token: token))
        actions.append(.setTimer(.agentLostReturn, at: since + timings.agentLostReturn, token: token))
    }

    private mutating func agentBack(_ agent: AgentID) {
        guard case .inService(var service) = state, service.agent == agent, service.lostAt != nil else { return }
        let wasTold = service.customerWasTold
        service.lostAt = nil
        service.customerWasTold = false
        become(.inService(service))
        cancelTimer(.agentLostNotice)
        cancelTimer(.agentLostReturn)
        if wasTold { publish(.notice(.agentBack), to: bothSides, text: texts.agentBack) }
    }

    private mutating func askedBack(_ offerId: OfferID) {
        switch state {
        case .offered(let waiting, let offer) where offer.id == offerId:
            endOffer(offer, waiting, .expired, .expired)
        case .inService(let service) where service.openTransferOffer?.id == offerId:
            if let offer = service.openTransferOffer { endTransferOffer(service, offer, .expired, .expired) }
        case .inService(let service) where service.offer == offerId,
            .wrapUp(let service) where service.offer == offerId:
            desk(.resolved(offerId, .accepted))
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService, .wrapUp, .closed:
            desk(.resolved(offerId, .gone))
        }
    }
}
