import Identifiers

/// What agents do. That an agent is logged in is checked at his door; what is his is checked here.
extension Step {
    /// Accepting is compare-and-set on the offer: exactly one wins (rule 4, complaints T01 and T10).
    mutating func accepted(by agent: AgentID, _ offerId: OfferID, _ cause: Cause) {
        guard let (waiting, offer) = liveOffer(offerId, of: agent, cause) else { return }
        cancelTimer(.offer)
        conversation.progress.lastCustomerAt = now
        become(.inService(.init(agent: agent, queue: waiting.queue, offer: offer.id)))
        let name = agentName(agent)
        publish(
            .accepted(agent, name: name, offer.id),
            to: .init(customer: true, agents: [agent], queue: waiting.queue), text: fill(texts.accepted, agent: name))
        publish(
            .offerWithdrawn(agent, offer.id, .accepted, note: nil), to: .init(agents: [agent], queue: waiting.queue))
        desk(.resolved(offer.id, .accepted))
        setTimer(.idle, after: timings.idleInService)
        if conversation.facts.awaySince != nil {
            publish(.customerAway, to: .init(agents: [agent]))
            setTimer(.away, after: timings.awayInService)
        }
    }

    mutating func declined(by agent: AgentID, _ offerId: OfferID, _ reason: String?, _ cause: Cause) {
        guard let (waiting, offer) = liveOffer(offerId, of: agent, cause) else { return }
        endOffer(offer, waiting, .declined, .declined, note: reason)
    }

    /// The live offer if it is this one and this agent's, else the right rejection.
    private mutating func liveOffer(
        _ id: OfferID, of agent: AgentID, _ cause: Cause
    ) -> (Conversation.Waiting, Conversation.Offer)? {
        switch state {
        case .offered(let waiting, let offer) where offer.id == id && offer.agent == agent:
            return (waiting, offer)
        case .offered(_, let offer) where offer.id == id:
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
        case .inService(var service) where service.agent == agent:
            service.pendingSaves += 1
            become(.inService(service))
            forward(change.asDraft, by: agent, cause)
        case .wrapUp(var service) where service.agent == agent:
            service.pendingSaves += 1
            become(.wrapUp(service))
            forward(change, by: agent, cause)
        case .closed(let closing) where closing.agent == agent:
            forward(change, by: agent, cause)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService, .wrapUp, .closed:
            rejectForeign(cause)
        }
    }

    private mutating func forward(_ change: RecordChange, by agent: AgentID, _ cause: Cause) {
        actions.append(.book(.save(change, by: agent, cause)))
    }

    private mutating func rejectForeign(_ cause: Cause) {
        reject(cause, .notYourConversation, "The conversation is not yours.")
    }
}

extension RecordChange {
    /// Before the session is finished every save is a draft (rule 18).
    fileprivate var asDraft: RecordChange {
        RecordChange(revision: revision, customer: customer, service: service, final: false)
    }
}
