import Identifiers

/// What agents do. That an agent is logged in is checked at his door; what is his is checked here.
extension Step {
    /// Accepting is compare-and-set on the offer: exactly one wins (rule 4, complaints T01 and T10).
    mutating func accepted(by agent: AgentID, _ offerId: OfferID, _ cause: Cause) {
        switch liveOffer(offerId, of: agent, cause) {
        case .fromLine(let waiting, let offer):
            for timer in [.offer, .transfer, .closing] as [Conversation.Timer] { cancelTimer(timer) }
            beginService(.init(agent: agent, queue: waiting.queue, offer: offer.id))
        case .fromAgent(let service, let offer):
            takeOver(service, offer)
        case nil:
            break
        }
    }

    mutating func beginService(_ service: Service, also former: [AgentID] = []) {
        let agent = service.agent
        conversation.progress.lastCustomerAt = now
        become(.inService(service))
        let name = agentName(agent)
        publish(
            .accepted(agent, name: name, service.offer),
            to: .init(customer: true, agents: [agent] + former, queue: service.queue),
            text: fill(texts.accepted, agent: name))
        publish(
            .offerWithdrawn(agent, service.offer, .accepted, note: nil),
            to: .init(agents: [agent], queue: service.queue))
        desk(.resolved(service.offer, .accepted))
        setTimer(.idle, after: timings.idleInService)
        if conversation.facts.awaySince != nil {
            publish(.customerAway, to: .init(agents: [agent]))
            setTimer(.away, after: timings.awayInService)
        }
    }

    mutating func declined(by agent: AgentID, _ offerId: OfferID, _ reason: String?, _ cause: Cause) {
        switch liveOffer(offerId, of: agent, cause) {
        case .fromLine(let waiting, let offer):
            endOffer(offer, waiting, .declined, .declined, note: reason)
        case .fromAgent(let service, let offer):
            endTransferOffer(service, offer, .declined, .declined, note: reason)
        case nil:
            break
        }
    }

    private enum LiveOffer {
        case fromLine(Conversation.Waiting, Conversation.Offer)
        /// Another agent hands it over.
        case fromAgent(Service, Conversation.Offer)
    }

    /// The live offer if it is this one and this agent's, else the right rejection.
    private mutating func liveOffer(_ id: OfferID, of agent: AgentID, _ cause: Cause) -> LiveOffer? {
        switch state {
        case .offered(let waiting, let offer) where offer.id == id && offer.agent == agent:
            return .fromLine(waiting, offer)
        case .offered(_, let offer) where offer.id == id:
            reject(cause, .notYourConversation, "The offer was made to another agent.")
        case .inService(let service) where service.openTransferOffer?.id == id:
            if let offer = service.openTransferOffer, offer.agent == agent { return .fromAgent(service, offer) }
            reject(cause, .notYourConversation, "The offer was made to another agent.")
        case .inService(let service) where service.offer == id, .wrapUp(let service) where service.offer == id:
            reject(cause, .offerTaken, "The offer has been accepted already.")
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService, .wrapUp:
            reject(cause, .offerExpired, "The offer is no longer open.")
        case .closed:
            rejectClosed(cause)
        }
        return nil
    }

    /// The card goes; the conversation keeps its place in the line (rule 6).
    mutating func endOffer(
        _ offer: Conversation.Offer, _ waiting: Conversation.Waiting, _ reason: WithdrawalReason,
        _ resolution: Desk.Resolution, note: String? = nil
    ) {
        cancelTimer(.offer)
        become(.waiting(waiting))
        publish(
            .offerWithdrawn(offer.agent, offer.id, reason, note: note),
            to: .init(agents: [offer.agent], queue: waiting.queue))
        desk(.resolved(offer.id, resolution))
        guard waiting.toAgent != nil else { return }
        switch resolution {
        case .declined, .expired, .withdrawn: openToOthers(waiting)
        case .accepted, .gone: break
        }
    }

    mutating func agentSaid(_ agent: AgentID, _ said: Said, _ visibility: Visibility, _ cause: Cause) {
        switch state {
        case .inService(let service) where service.agent == agent:
            let speaker = Speaker(kind: .agent, id: agent.text, name: agentName(agent))
            switch visibility {
            case .internal:
                publish(.note(said, messageId: cause.id, by: speaker), to: .init(agents: [agent]))
            case .public:
                let text = said.text ?? said.attachments.map(\.name).joined(separator: ", ")
                publish(.message(said, messageId: cause.id), to: bothSides, text: text, from: speaker)
            }
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService:
            rejectForeign(cause)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    mutating func finishRequested(by agent: AgentID, _ cause: Cause) {
        switch state {
        case .inService(let service) where service.agent == agent:
            finish(service, by: .agent, .finished)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService:
            rejectForeign(cause)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    /// The customer's session ends; the record stays editable and the capacity held (rule 17).
    mutating func finish(_ service: Conversation.Service, by: FinishedBy, _ reason: FinishReason) {
        let service = endTransfer(
            of: service, .cancelled, .ended, card: by == .customer ? .customerLeft : .cancelled)
        publish(
            .finished(by, reason), to: .init(customer: true, agents: [service.agent], queue: service.queue),
            text: fill(texts.finished))
        for timer in [.idle, .away, .agentLostNotice, .agentLostReturn] as [Conversation.Timer] { cancelTimer(timer) }
        become(.wrapUp(service))
        setTimer(.wrapUp, after: timings.wrapUp)
        desk(.wrapUp(service.agent))
    }

    /// A save goes through here, so that it keeps its order with finish, and on to the book (page 2, "The save path").
    mutating func saveRequested(by agent: AgentID, _ change: RecordChange, _ cause: Cause) {
        switch state {
        case .inService(let service) where service.agent == agent:
            save(change.asDraft, in: service, by: agent, cause)
        case .wrapUp(let service) where service.agent == agent:
            save(change, in: service, by: agent, cause)
        case .closed(let closing) where closing.agent == agent && conversation.facts.erasedAt != nil:
            rejectErased(cause)
        case .closed(let closing) where closing.agent == agent:
            forward(change, by: agent, cause)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService, .wrapUp, .closed:
            rejectForeign(cause)
        }
    }

    /// The end of the wrap-up waits for the book's answer.
    mutating func save(_ change: RecordChange, in service: Service, by agent: AgentID?, _ cause: Cause) {
        var service = service
        service.pendingSaves += 1
        if case .wrapUp = state { become(.wrapUp(service)) } else { become(.inService(service)) }
        forward(change, by: agent, cause)
    }

    mutating func forward(_ change: RecordChange, by agent: AgentID?, _ cause: Cause) {
        actions.append(.book(.save(change, by: agent, cause)))
    }

    mutating func rejectForeign(_ cause: Cause) {
        reject(cause, .notYourConversation, "The conversation is not yours.")
    }
}

extension RecordChange {
    /// Before the session is finished every save is a draft (rule 18).
    var asDraft: RecordChange {
        RecordChange(revision: revision, customer: customer, service: service, final: false)
    }
}
