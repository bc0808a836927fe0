import Identifiers

/// An agent hands his conversation to a queue or to another agent (rule 15). The target is checked first; until
/// somebody accepts, the conversation stays with its agent, and after a while it comes back to him.
extension Step {
    typealias Service = Conversation.Service

    mutating func transferRequested(
        by agent: AgentID, to destination: Conversation.Destination, note: String?, _ cause: Cause
    ) {
        switch state {
        case .inService(let service) where service.agent == agent:
            guard service.transfer == nil else {
                return reject(cause, .wrongState, "A transfer is already under way; cancel it first.")
            }
            transfer(service, to: destination, note: note, cause)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService:
            rejectForeign(cause)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    mutating func transferCancelled(by agent: AgentID, _ cause: Cause) {
        switch state {
        case .inService(let service) where service.agent == agent:
            guard service.transfer != nil else {
                return reject(cause, .wrongState, "No transfer is under way; it may have been answered already.")
            }
            endTransfer(of: service, .cancelled, .cancelled)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService:
            rejectForeign(cause)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    /// Asks the desk for a place on the way to somebody else, unless the directory or the calendar forbids it.
    mutating func transfer(
        _ service: Service, to destination: Conversation.Destination, note: String?, _ cause: Cause
    ) {
        if let unknown = unknown(destination) { return reject(cause, unknown.code, unknown.sentence) }
        if destination == .agent(service.agent) || destination == .queue(service.queue) && members(of: service) == 0 {
            return reject(cause, .wrongState, "The conversation is there already.")
        }
        let queue = queue(for: destination, from: service.queue)
        if let reason = objection(to: destination, queue: queue, cause) {
            publishTransfer(.init(from: service.agent, to: destination, outcome: .refused, reason: reason), queue)
            return refuseTransfer(to: destination, reason, queue, cause)
        }
        var service = service
        service.transfer = .init(to: destination, queue: queue, note: note, cause: cause, at: now, phase: .asked)
        become(.inService(service))
        setTimer(.transfer, after: timings.transfer, token: "\(now.milliseconds)")
        let until = now + timings.transfer + timings.exclusion
        askForPlace(
            in: queue, since: now, atHead: false, checks: [Check("transfer", destination.kind, detail: destination.id)],
            toAgent: destination.agent, notTo: .init(agent: service.agent, until: until))
    }

    /// Colleagues of the agent in his queue.
    private func members(of service: Service) -> Int {
        (tenant.members[service.queue] ?? []).count { $0 != service.agent }
    }

    /// Nil if the directory knows it.
    func unknown(_ destination: Conversation.Destination) -> (code: RejectionCode, sentence: String)? {
        switch destination {
        case .queue(let id) where tenant.queues[id] == nil: (.unknownQueue, "There is no queue \"\(id)\".")
        case .agent(let id) where tenant.agents[id] == nil: (.unknownAgent, "There is no agent \"\(id)\".")
        case .queue, .agent: nil
        }
    }

    /// The line in which it waits: for an agent the one it is in, if he is a member of it.
    func queue(for destination: Conversation.Destination, from current: QueueID?) -> QueueID {
        switch destination {
        case .queue(let id):
            return id
        case .agent(let id):
            let queues = tenant.agents[id]?.queues ?? []
            return current.flatMap { queues.contains($0) ? $0 : nil } ?? queues.first ?? current ?? Self.nowhere
        }
    }

    /// The line of an agent who is a member of no queue: the directory has none of this name.
    private static let nowhere = QueueID(trusted: "-")

    /// What the directory and the calendar say against an agent's transfer; a supervisor is bound by neither.
    private func objection(
        to destination: Conversation.Destination, queue: QueueID, _ cause: Cause
    ) -> TransferReason? {
        if case .supervisor = cause.sender { return tenant.queues[queue] == nil ? .notAMember : nil }
        switch destination {
        case .queue:
            return obstacle(to: .init(queue: queue)).map { TransferReason($0.reason, to: destination) }
        case .agent(let id):
            let profile = tenant.agents[id]
            let isMember =
                profile?.channels.contains(conversation.identity.channel) == true
                && profile?.queues.contains(self.queue ?? queue) == true
            return isMember ? nil : .notAMember
        }
    }

    private mutating func refuseTransfer(
        to destination: Conversation.Destination, _ reason: TransferReason, _ queue: QueueID, _ cause: Cause
    ) {
        let code: RejectionCode =
            switch reason {
            case .notAMember: .notAMember
            case .notLoggedIn: .notLoggedIn
            case .declined, .expired, .timeout, .cancelled, .ended, .requeued, .outOfHours, .holiday,
                .noAgentLoggedIn, .queueFull:
                .unavailable
            }
        var details = ["reason": reason.rawValue]
        if case .closed(_, let opening?) = tenant.hours(of: queue, on: conversation.identity.channel, at: now) {
            details["nextOpenAt"] = opening.rfc3339
        }
        reject(cause, code, "The transfer to \(destination.id) is not possible: \(reason.rawValue).", details: details)
    }

    /// The desk has no place for it: the agent who asked is told why, and keeps the conversation.
    mutating func transferRefusedByDesk(_ service: Service, _ reason: RefusalReason) {
        guard let transfer = service.transfer else { return }
        let why = TransferReason(reason, to: transfer.to)
        guard transfer.phase == .asked else { return _ = endTransfer(of: service, .returned, why) }
        endTransfer(of: service, .refused, why)
        refuseTransfer(to: transfer.to, why, transfer.queue, transfer.cause)
    }

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
        desk(.placeGivenBack)
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

    /// To the agents concerned: who hands it over, and whom it is for or who was asked.
    private mutating func publishTransfer(
        _ transferred: ConversationEvent.Transferred, _ queue: QueueID, formerQueue: QueueID? = nil,
        also other: AgentID? = nil
    ) {
        let target = transferred.to.agent.flatMap { tenant.agents[$0] == nil ? nil : $0 } ?? other
        let agents = [transferred.from] + (target.map { [$0] } ?? [])
        publish(.transferred(transferred), to: .init(agents: agents, queue: queue, formerQueue: formerQueue))
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

extension Conversation.Destination {
    /// The agent it is for; nil for a queue.
    public var agent: AgentID? {
        if case .agent(let id) = self { id } else { nil }
    }

    /// The queue it is for; nil for an agent.
    public var queue: QueueID? {
        if case .queue(let id) = self { id } else { nil }
    }

    var kind: String { agent == nil ? "queue" : "agent" }

    var id: String {
        switch self {
        case .queue(let id): id.text
        case .agent(let id): id.text
        }
    }
}

extension Conversation.Service {
    /// The card with which the conversation is offered to somebody else at this moment.
    var openTransferOffer: Conversation.Offer? {
        if case .offered(let offer)? = transfer?.phase { offer } else { nil }
    }
}
