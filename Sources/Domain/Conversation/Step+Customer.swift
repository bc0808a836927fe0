import Identifiers

/// What the customer does.
extension Step {
    /// Starting a live session again has no effect; one that has ended is not opened again (rules 16 and 20).
    mutating func started(_ cause: Cause) {
        if sessionHasEnded { rejectClosed(cause) }
    }

    mutating func identified(_ customer: Customer, _ cause: Cause) {
        guard !sessionHasEnded else { return rejectClosed(cause) }
        identify(customer)
    }

    /// What is said last of a customer holds, here and in the book; what is not said stays.
    mutating func identify(_ customer: Customer) {
        conversation.facts.customer = conversation.facts.customer?.updated(with: customer) ?? customer
        actions.append(.book(.identified(customer, shownTo: conversation.servingAgent)))
    }

    /// From `conversation.finished` on nobody can say anything more.
    private var sessionHasEnded: Bool {
        switch state {
        case .wrapUp, .closed: true
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService: false
        }
    }

    mutating func subjectSelected(_ id: SubjectID, _ cause: Cause) {
        switch state {
        case .choosing, .formOffered:
            guard let subject = channel?.subjects.first(where: { $0.id == id }) else {
                return reject(cause, .unknownSubject, "The channel has no subject \"\(id)\".")
            }
            conversation.progress.lastCustomerAt = now
            enter(.init(queue: subject.queue, subject: subject.id))
        case .withBot, .waiting, .offered, .inService:
            reject(cause, .wrongState, "A subject can be picked only while the subjects are offered.")
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    mutating func customerSaid(_ said: Said, _ cause: Cause) {
        switch state {
        case .withBot(let talk):
            customerLine(said, cause)
            askBot(talk, said)
        case .choosing:
            customerLine(said, cause)
            publishSubjects(channel?.subjects ?? [])
        case .formOffered(let offer):
            customerLine(said, cause)
            publishRefusal(.init(offer.reason, nextOpenAt: offer.nextOpenAt, form: offer.form), offer.target)
        case .waiting, .offered:
            customerLine(said, cause)
        case .inService(var service):
            customerLine(said, cause)
            if service.idleWarned {
                service.idleWarned = false
                become(.inService(service))
                setTimer(.idle, after: timings.idleInService)
            }
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    private mutating func customerLine(_ said: Said, _ cause: Cause) {
        conversation.progress.lastCustomerAt = now
        publish(.message(said, messageId: cause.id), to: bothSides, text: spoken(said), from: .customer)
    }

    /// What stands in the transcript: the text, the picked option's label, or the names of the files.
    private func spoken(_ said: Said) -> String {
        if let text = said.text { return text }
        if let id = said.optionId { return conversation.facts.options.first { $0.id == id }?.label ?? id }
        return said.attachments.map(\.name).joined(separator: ", ")
    }

    /// Leaving closes at once while waiting, and leads to wrap-up in service (rules 11 and 17).
    mutating func customerLeft(_ reason: SessionEndReason, _ cause: Cause) {
        switch state {
        case .formOffered:
            abandon(.refused, because: Check("customer", reason.rawValue))
        case .withBot, .choosing, .waiting, .offered:
            abandon(because: Check("customer", reason.rawValue))
        case .inService(let service):
            finish(service, by: .customer, reason == .left ? .left : .closed)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    /// Ends a conversation that no agent has accepted.
    mutating func abandon(_ outcome: Outcome = .abandonedQueue, because check: Check? = nil) {
        if let check { decide(.close, checks: [check], queue: queue) }
        switch state {
        case .withBot(let talk):
            if case .handingOver = talk.phase { giveBackPlace() }
            actions.append(.bot(talk.bot, .closed(reason: .botContained)))
            close(.botContained)
        case .choosing:
            close(outcome)
        case .formOffered(let offer):
            close(outcome, queue: offer.target.queue)
        case .waiting(let waiting):
            desk(.left)
            close(outcome, queue: waiting.queue)
        case .offered(let waiting, let offer):
            publish(
                .offerWithdrawn(offer.agent, offer.id, .customerLeft, note: nil),
                to: .init(agents: [offer.agent], queue: waiting.queue))
            desk(.left)
            close(outcome, queue: waiting.queue)
        case .inService, .wrapUp, .closed:
            break
        }
    }

    mutating func rejectClosed(_ cause: Cause) {
        reject(cause, .conversationClosed, "The conversation has ended.")
    }
}
