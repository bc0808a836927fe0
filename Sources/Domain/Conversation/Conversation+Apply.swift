import Identifiers

extension Conversation {
    /// What a session starts with.
    public struct Start: Codable, Hashable, Sendable {
        public let customer: Customer?
        public let attributes: [String: String]
        public let page: Page?
        public let locale: String?
        public let previousProtocol: String?

        public init(
            customer: Customer? = nil, attributes: [String: String] = [:], page: Page? = nil, locale: String? = nil,
            previousProtocol: String? = nil
        ) {
            self.customer = customer
            self.attributes = attributes
            self.page = page
            self.locale = locale
            self.previousProtocol = previousProtocol
        }
    }

    /// Opens a conversation: the protocol number is its first line (rule 19), then the flows of the manual begin.
    public static func open(
        _ identity: Identity, start: Start, tenant: Tenant
    ) -> (conversation: Conversation, actions: [Action]) {
        let facts = Facts(
            state: .choosing, customer: start.customer, attributes: start.attributes, page: start.page,
            locale: start.locale, previousProtocol: start.previousProtocol, options: [], turns: 0)
        let progress = Progress(
            seq: 0, line: 0, lastEventAt: identity.openedAt, lastCustomerAt: identity.openedAt)
        var step = Step(
            Conversation(identity: identity, progress: progress, facts: facts), tenant: tenant, now: identity.openedAt)
        step.open()
        return (step.conversation, step.actions)
    }

    /// Applies one event. Whatever is late, repeated or from the wrong sender is answered, never ignored silently
    /// where somebody waits for an answer, and never a trap.
    public mutating func apply(_ event: Event, tenant: Tenant, at now: Instant) -> [Action] {
        var step = Step(self, tenant: tenant, now: now)
        step.apply(event)
        self = step.conversation
        return step.actions
    }
}

extension Step {
    mutating func apply(_ event: Conversation.Event) {
        if event.showsCustomer { customerIsHere() }
        switch event {
        case .started(let cause): started(cause)
        case .identified(let customer, let cause): identified(customer, cause)
        case .subjectSelected(let subject, let cause): subjectSelected(subject, cause)
        case .customerSaid(let said, let cause): customerSaid(said, cause)
        case .formSubmitted(let values, let cause): formSubmitted(values, cause)
        case .customerAway(let connection, _): customerAway(connection)
        case .customerReturned(let connection, _): customerReturned(connection)
        case .customerLeft(let reason, let cause): customerLeft(reason, cause)
        case .accepted(let agent, let offer, let cause): accepted(by: agent, offer, cause)
        case .declined(let agent, let offer, let reason, let cause): declined(by: agent, offer, reason, cause)
        case .agentSaid(let agent, let said, let visibility, let cause): agentSaid(agent, said, visibility, cause)
        case .finishRequested(let agent, let cause): finishRequested(by: agent, cause)
        case .saveRequested(let agent, let change, let cause): saveRequested(by: agent, change, cause)
        case .transferRequested(let agent, let destination, let note, let cause):
            transferRequested(by: agent, to: destination, note: note, cause)
        case .transferCancelled(let agent, let cause): transferCancelled(by: agent, cause)
        case .supervised(let act, let reason, let cause): supervised(act, reason: reason, cause)
        case .botAcknowledged(let bot, let turn, let cause): botAcknowledged(bot, turn, cause)
        case .botReplied(let bot, let said, let turn, let cause): botReplied(bot, said, to: turn, cause)
        case .botHandedOver(let bot, let handOver, let cause): botHandedOver(bot, handOver, cause)
        case .botEnded(let bot, let reason, let cause): botEnded(bot, reason, cause)
        case .desk(let answer): deskAnswered(answer)
        case .book(let answer): bookAnswered(answer)
        case .timer(let timer, let token): timerFired(timer, token)
        case .parked(let reason): parked(reason)
        case .unparked(let reason): unparked(reason)
        case .retentionEnded: retentionEnded()
        case .settled: settle()
        }
    }
}
