import Identifiers

/// A transfer on its way (rule 15): the desk's place for it, the card of whoever is asked, and how it ends.
extension Step {
    /// The desk has taken it in: now it is told.
    mutating func transferEnqueued(_ service: Service, _ checks: [Check]) {
        guard var transfer = service.transfer, transfer.phase == .asked else { return }
        transfer.phase = .waiting
        replace(transfer, of: service)
        decide(.transfer, checks: checks, queue: transfer.queue)
        publishTransfer(
            .init(from: service.agent, to: transfer.to, outcome: .requested, reason: nil), transfer.queue,
            formerQueue: service.queue)
    }

    mutating func transferOffered(
        _ service: Service, _ transfer: Conversation.Transfer, _ offer: Conversation.Offer, _ decision: Decision
    ) {
        var transfer = transfer
        transfer.phase = .offered(offer)
        replace(transfer, of: service)
        publish(.decided(decision), to: .init(queue: transfer.queue))
        publish(
            .offered(card(of: offer, transfer, from: service.agent)),
            to: .init(agents: [offer.agent], queue: transfer.queue))
        actions.append(.setTimer(.offer, at: offer.expiresAt, token: offer.id.text))
    }

    /// The card goes. Another member of the queue may be asked; what was for one agent comes back at once.
    mutating func endTransferOffer(
        _ service: Service, _ offer: Conversation.Offer, _ reason: WithdrawalReason, _ resolution: Desk.Resolution,
        note: String? = nil
    ) {
        guard var transfer = service.transfer else { return }
        cancelTimer(.offer)
        transfer.phase = .waiting
        replace(transfer, of: service)
        publish(
            .offerWithdrawn(offer.agent, offer.id, reason, note: note),
            to: .init(agents: [offer.agent], queue: transfer.queue))
        desk(.resolved(offer.id, resolution))
        guard transfer.to.agent != nil, case .inService(let service) = state else { return }
        switch resolution {
        case .declined: endTransfer(of: service, .returned, .declined)
        case .expired: endTransfer(of: service, .returned, .expired)
        case .accepted, .withdrawn, .gone: break
        }
    }

    /// Whatever became of it, the conversation stays with its agent; returns the service without the transfer.
    @discardableResult
    mutating func endTransfer(
        of service: Service, _ outcome: TransferOutcome, _ reason: TransferReason,
        card: WithdrawalReason = .cancelled
    ) -> Service {
        guard let transfer = service.transfer else { return service }
        var service = service
        service.transfer = nil
        become(.inService(service))
        cancelTimer(.transfer)
        if case .offered(let offer) = transfer.phase {
            cancelTimer(.offer)
            publish(
                .offerWithdrawn(offer.agent, offer.id, card, note: nil),
                to: .init(agents: [offer.agent], queue: transfer.queue))
        }
        giveBackPlace()
        publishTransfer(
            .init(from: service.agent, to: transfer.to, outcome: outcome, reason: reason), transfer.queue,
            formerQueue: service.queue)
        return service
    }

    /// The other agent has accepted: from now on it is his.
    mutating func takeOver(_ service: Service, _ offer: Conversation.Offer) {
        guard let transfer = service.transfer else { return }
        for timer in [.offer, .transfer, .agentLostNotice, .agentLostReturn] as [Conversation.Timer] {
            cancelTimer(timer)
        }
        var taken = Service(agent: offer.agent, queue: transfer.queue, offer: offer.id)
        taken.pendingSaves = service.pendingSaves
        publishTransfer(
            .init(from: service.agent, to: transfer.to, outcome: .accepted, reason: nil), transfer.queue,
            formerQueue: service.queue, also: offer.agent)
        beginService(taken, also: [service.agent])
        desk(.released(service.agent))
    }

    mutating func transferTimedOut(_ token: String) {
        switch state {
        case .inService(let service):
            guard let transfer = service.transfer, "\(transfer.at.milliseconds)" == token else { return }
            endTransfer(of: service, .returned, .timeout)
        case .waiting(let waiting) where waiting.toAgent != nil:
            openToOthers(waiting)
        case .offered(let waiting, let offer) where waiting.toAgent != nil:
            endOffer(offer, waiting, .requeued, .withdrawn)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .wrapUp, .closed:
            break
        }
    }

    private mutating func replace(_ transfer: Conversation.Transfer, of service: Service) {
        var service = service
        service.transfer = transfer
        become(.inService(service))
    }

    private func card(
        of offer: Conversation.Offer, _ transfer: Conversation.Transfer, from agent: AgentID
    ) -> ConversationEvent.Card {
        .init(
            offer: offer, channelName: channel?.name ?? conversation.identity.channel.text, queue: transfer.queue,
            subject: conversation.facts.subject, customer: conversation.facts.customer, waitingSince: transfer.at,
            summary: conversation.facts.summary, attributes: conversation.facts.attributes, fromAgent: agent,
            note: transfer.note)
    }

    /// The card of a transfer that is open now.
    func openTransferCard() -> ConversationEvent.Card? {
        guard case .inService(let service) = state, let transfer = service.transfer,
            case .offered(let offer) = transfer.phase
        else { return nil }
        return card(of: offer, transfer, from: service.agent)
    }
}

extension Conversation.Service {
    /// The card with which the conversation is offered to somebody else at this moment.
    var openTransferOffer: Conversation.Offer? {
        if case .offered(let offer)? = transfer?.phase { offer } else { nil }
    }
}
