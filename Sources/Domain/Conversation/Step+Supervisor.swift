import Identifiers

/// What supervisors do (rule 22): always possible where it means something, always with a reason, which the decision
/// keeps. Complaint T15: no conversation can be in a state that nobody can end.
extension Step {
    mutating func supervised(_ act: Conversation.Supervision, reason: String, _ cause: Cause) {
        let check = Check("supervisor", act.word, detail: "\(cause.sender.id): \(reason)")
        switch act {
        case .close: supervisorCloses(check, cause)
        case .requeue: supervisorRequeues(check, cause)
        case .reassign(let destination): supervisorReassigns(to: destination, check, cause)
        case .save(let change): supervisorSaves(change, cause)
        case .erase: supervisorErases(cause)
        }
    }

    private mutating func supervisorCloses(_ check: Check, _ cause: Cause) {
        switch state {
        case .withBot, .choosing, .formOffered, .waiting, .offered:
            decide(.close, checks: [check], queue: queue)
            publish(.notice(.supervisorClosed), to: .init(customer: true), text: fill(texts.finished))
            if case .formOffered = state { abandon(.refused) } else { abandon() }
        case .inService(let service):
            decide(.close, checks: [check], queue: service.queue)
            finish(service, by: .supervisor, .supervisor)
        case .wrapUp(let service):
            decide(.close, checks: [check], queue: service.queue)
            release(service, .unsaved)
        case .closed:
            rejectClosed(cause)
        }
    }

    private mutating func supervisorRequeues(_ check: Check, _ cause: Cause) {
        switch state {
        case .inService(let service):
            requeue(service, because: [check], isExcluded: true)
        case .offered(let waiting, let offer):
            decide(.requeue, checks: [check], queue: waiting.queue)
            endOffer(offer, waiting, .requeued, .declined)
        case .waiting:
            reject(cause, .wrongState, "The conversation waits in its queue already.")
        case .withBot, .choosing, .formOffered:
            reject(cause, .wrongState, "The conversation is in no queue; reassign it to one.")
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    private mutating func supervisorReassigns(
        to destination: Conversation.Destination, _ check: Check, _ cause: Cause
    ) {
        if let unknown = unknown(destination) { return reject(cause, unknown.code, unknown.sentence) }
        switch state {
        case .inService(let service):
            transfer(endTransfer(of: service, .cancelled, .requeued), to: destination, note: nil, cause)
        case .withBot, .choosing, .formOffered, .waiting, .offered:
            let target = queue(for: destination, from: queue)
            guard tenant.queues[target] != nil else {
                return reject(cause, .notAMember, "The agent \(destination.id) is a member of no queue.")
            }
            bring(into: target, toAgent: destination.agent, check)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    /// Takes a conversation that nobody has accepted out of where it is, into a line. It keeps the time it has waited.
    private mutating func bring(into target: QueueID, toAgent agent: AgentID?, _ check: Check) {
        var since = now
        var atHead = false
        switch state {
        case .withBot(let talk):
            if case .handingOver = talk.phase { giveBackPlace() }
            for timer in [.botAnswer, .botAfterRefusal] as [Conversation.Timer] { cancelTimer(timer) }
            actions.append(.bot(talk.bot, .taken(agent == nil ? .queue : .agent)))
        case .waiting(let waiting):
            (since, atHead) = (waiting.since, waiting.atHead)
            giveBackPlace()
        case .offered(let waiting, let offer):
            (since, atHead) = (waiting.since, waiting.atHead)
            endOffer(offer, waiting, .requeued, .gone)
        case .choosing, .formOffered, .inService, .wrapUp, .closed:
            break
        }
        cancelTimer(.closing)
        decide(.reassign, checks: [check, Check("queue", target.text)], queue: target)
        wait(.init(queue: target, since: since, atHead: atHead, position: nil, toAgent: agent))
        if agent != nil { setTimer(.transfer, after: timings.transfer) }
        askForPlace(in: target, since: since, atHead: atHead, hadPlace: true, toAgent: agent)
    }

    /// The agent it was given to has not taken it: everybody in the queue may be asked, at the old place.
    mutating func openToOthers(_ waiting: Conversation.Waiting) {
        cancelTimer(.transfer)
        decide(
            .requeue, checks: [Check("agent", "did_not_accept", detail: waiting.toAgent?.text)], queue: waiting.queue)
        giveBackPlace()
        wait(.init(queue: waiting.queue, since: waiting.since, atHead: waiting.atHead, position: waiting.position))
        let excluded = waiting.toAgent.map { Desk.Exclusion(agent: $0, until: now + timings.exclusion) }
        askForPlace(
            in: waiting.queue, since: waiting.since, atHead: waiting.atHead, hadPlace: true, notTo: excluded)
    }

    /// As an agent's save; before the session is finished it is a draft.
    private mutating func supervisorSaves(_ change: RecordChange, _ cause: Cause) {
        switch state {
        case .inService(let service): save(change.asDraft, in: service, by: nil, cause)
        case .wrapUp(let service): save(change, in: service, by: nil, cause)
        case .withBot, .choosing, .formOffered, .waiting, .offered: forward(change.asDraft, by: nil, cause)
        case .closed where conversation.facts.erasedAt != nil: rejectErased(cause)
        case .closed: forward(change, by: nil, cause)
        }
    }

    /// The agent was logged out by a supervisor; whoever he served goes back to the head of the queue at once.
    mutating func agentDismissed(_ agent: AgentID, by supervisor: SupervisorID, _ reason: String) {
        guard case .inService(let service) = state, service.agent == agent else { return }
        requeue(service, because: [Check("supervisor", "agent_logged_out", detail: "\(supervisor): \(reason)")])
    }

    /// Back to the head of the queue with the whole history; the protocol stays (rules 10 and 22).
    mutating func requeue(_ service: Service, because checks: [Check], isExcluded: Bool = false) {
        let service = endTransfer(of: service, .cancelled, .requeued, card: .requeued)
        decide(.requeue, checks: checks, queue: service.queue)
        publish(
            .notice(.requeued), to: .init(customer: true, agents: [service.agent]),
            text: texts.requeued)
        for timer in [.idle, .agentLostNotice, .agentLostReturn] as [Conversation.Timer] { cancelTimer(timer) }
        wait(.init(queue: service.queue, since: now, atHead: true, position: nil))
        desk(.released(service.agent))
        let excluded = isExcluded ? Desk.Exclusion(agent: service.agent, until: now + timings.exclusion) : nil
        askForPlace(in: service.queue, since: now, atHead: true, notTo: excluded)
    }
}

extension Conversation.Supervision {
    var word: String {
        switch self {
        case .close: "closed"
        case .requeue: "requeued"
        case .reassign: "reassigned"
        case .save: "saved"
        case .erase: "erased"
        }
    }
}

extension CommandSender {
    /// The sender's id, without its kind.
    var id: String {
        switch self {
        case .session(let id): id.text
        case .agent(let id): id.text
        case .supervisor(let id): id.text
        case .bot(let id): id.text
        case .system: "system"
        }
    }
}
