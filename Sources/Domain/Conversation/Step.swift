import Identifiers

/// One event being applied: the conversation as it changes, and the actions collected on the way.
///
/// The rules are methods of this type, a file per party (`Step+Customer`, `Step+Agent`, …).
struct Step {
    var conversation: Conversation
    var actions: [Conversation.Action] = []
    let tenant: Tenant
    /// When the event is handled, never before the conversation's last event.
    let now: Instant

    init(_ conversation: Conversation, tenant: Tenant, now: Instant) {
        self.conversation = conversation
        self.tenant = tenant
        self.now = max(now, conversation.progress.lastEventAt)
    }

    var timings: Timings { tenant.timings(of: queue) }
    var texts: Texts { tenant.texts }
    var channel: Channel? { tenant.channels[conversation.identity.channel] }
    var state: Conversation.State { conversation.facts.state }

    mutating func become(_ state: Conversation.State) {
        conversation.facts.state = state
    }

    /// Numbers and publishes an event. With `text`, it is a line of the transcript.
    mutating func publish(
        _ content: ConversationEvent.Content, to audience: ConversationEvent.Audience, text: String? = nil,
        from: Speaker = .system
    ) {
        conversation.progress.seq += 1
        conversation.progress.lastEventAt = now
        var line: ConversationEvent.Line?
        if let text {
            conversation.progress.line += 1
            line = .init(number: conversation.progress.line, text: text, from: from)
        }
        actions.append(
            .publish(
                .init(seq: conversation.progress.seq, at: now, content: content, line: line, audience: audience)))
    }

    mutating func decide(
        _ verdict: Decision.Verdict, checks: [Check], queue: QueueID? = nil, candidates: [Candidate] = []
    ) {
        publish(.decided(.init(verdict, checks: checks, candidates: candidates)), to: .init(queue: queue))
    }

    mutating func reject(_ cause: Cause, _ code: RejectionCode, _ message: String, details: [String: String] = [:]) {
        actions.append(.reject(.init(cause: cause, code: code, message: message, details: details)))
    }

    mutating func desk(_ event: Desk.ConversationNote) {
        actions.append(.desk(.conversation(conversation.id, event)))
    }

    mutating func setTimer(_ timer: Conversation.Timer, after duration: Duration, token: String = "") {
        actions.append(.setTimer(timer, at: now + duration, token: token))
    }

    mutating func cancelTimer(_ timer: Conversation.Timer) {
        actions.append(.cancelTimer(timer))
    }

    /// A customer's text with its placeholders filled in.
    func fill(_ text: String, agent: String = "") -> String {
        text.replacing("{protocol}", with: conversation.identity.protocolNumber).replacing("{agent}", with: agent)
    }

    func agentName(_ agent: AgentID) -> String {
        tenant.agents[agent]?.name ?? agent.text
    }

    /// The queue the conversation waits in or was taken from, for its audience.
    var queue: QueueID? {
        switch state {
        case .waiting(let waiting), .offered(let waiting, _): waiting.queue
        case .inService(let service), .wrapUp(let service): service.queue
        case .formOffered(let offer): offer.target.queue
        case .withBot, .choosing, .closed: nil
        }
    }

    /// The customer, and the agent in service if there is one.
    var bothSides: ConversationEvent.Audience {
        .init(customer: true, agents: conversation.servingAgent.map { [$0] } ?? [])
    }
}
