import Identifiers

/// Flows 1 to 4 of the manual; what is decided stands in ``Admission``, who is logged in is the desk's to check.
extension Step {
    mutating func open() {
        let facts = conversation.facts
        actions.append(.book(.opened(conversation.identity, facts.customer, attributes: facts.attributes)))
        publish(.opened(previousProtocol: facts.previousProtocol), to: .init(customer: true), text: fill(texts.opened))
        setTimer(.idle, after: timings.idleBeforeService)
        let checks = channel?.bot == nil ? [Check("bot", "absent")] : []
        begin(Admission.opening(bot: channel?.bot, subjects: channel?.subjects ?? []), checks: checks)
    }

    /// The flows without a bot, after one is out.
    mutating func goOnWithoutBot(checks: [Check]) {
        begin(Admission.opening(bot: nil, subjects: channel?.subjects ?? []), checks: checks)
    }

    private mutating func begin(_ opening: Admission.Opening, checks: [Check]) {
        switch opening {
        case .toBot(let bot):
            decide(.bot, checks: checks + [Check("bot", "present", detail: bot.text)])
            conversation.facts.lastBot = bot
            become(.withBot(.init(bot: bot, phase: .idle)))
            tellBot(bot, .start, nil)
        case .offerSubjects(let subjects):
            decide(.offerSubjects, checks: checks + [Check("subjects", "present", detail: "\(subjects.count)")])
            become(.choosing)
            publishSubjects(subjects)
        case .refuse(let obstacle):
            refuse(obstacle, checks: checks + [Check("subjects", "none")], nil)
        }
    }

    mutating func publishSubjects(_ subjects: [Subject]) {
        publish(
            .subjectsOffered(subjects.map { .init(subjectId: $0.id, label: $0.label) }), to: .init(customer: true),
            text: texts.subjects)
    }

    /// Flows 3 and 4 for a customer who picked: the queue's hours, then a place at the end of its line.
    mutating func enter(_ target: Conversation.Target) {
        conversation.facts.subject = target.subject
        let checks = [Check("subject", "picked", detail: target.subject?.text)]
        if let obstacle = obstacle(to: target) {
            return refuse(obstacle, checks: checks + self.checks(of: target, obstacle), target)
        }
        wait(.init(queue: target.queue, since: now, atHead: false, position: nil))
        askForPlace(in: target.queue, since: now, atHead: false, checks: checks + self.checks(of: target, nil))
    }

    func obstacle(to target: Conversation.Target) -> Admission.Obstacle? {
        tenant.obstacle(to: target.queue, on: conversation.identity.channel, at: now)
    }

    /// What the calendar said, for the trace of the decision (rule 24).
    func checks(of target: Conversation.Target, _ obstacle: Admission.Obstacle?) -> [Check] {
        guard let obstacle else { return [Check("hours", "open", detail: target.queue.text)] }
        let opening = obstacle.nextOpenAt.map { "opens \($0.rfc3339)" } ?? "never opens"
        return [
            Check("hours", obstacle.reason.rawValue, detail: "\(target.queue) \(opening)"),
            obstacle.form.map { Check("form", "present", detail: $0.id.text) } ?? Check("form", "absent"),
        ]
    }

    /// The conversation goes on without it; what the desk has answered meanwhile comes too late.
    mutating func giveBackPlace() {
        desk(.placeGivenBack)
        voidTicket()
    }

    /// Answers to the last request for a place are to be ignored.
    mutating func voidTicket() {
        conversation.facts.ticket = (conversation.facts.ticket ?? 0) + 1
    }

    mutating func askForPlace(
        in queue: QueueID, since: Instant, atHead: Bool, hadPlace: Bool = false, checks: [Check]? = nil,
        toAgent: AgentID? = nil, notTo: Desk.Exclusion? = nil
    ) {
        voidTicket()
        desk(
            .enqueue(
                .init(
                    queue: queue, channel: conversation.identity.channel, since: since, atHead: atHead,
                    hadPlace: hadPlace, checks: checks, toAgent: toAgent, notTo: notTo,
                    ticket: conversation.facts.ticket,
                    isAway: conversation.facts.awaySince != nil && conversation.servingAgent == nil)))
    }

    /// The standard text with its reason. Without a form it ends here, with one the customer may go on (rule 1).
    mutating func refuse(_ obstacle: Admission.Obstacle, checks: [Check], _ target: Conversation.Target?) {
        decide(.refuse, checks: checks, queue: target?.queue)
        publishRefusal(obstacle, target)
        guard let form = obstacle.form, let target else { return close(.refused, queue: target?.queue) }
        become(
            .formOffered(
                .init(form: form, reason: obstacle.reason, nextOpenAt: obstacle.nextOpenAt, target: target)))
        setTimer(.idle, after: timings.idleBeforeService)
    }

    mutating func publishRefusal(_ obstacle: Admission.Obstacle, _ target: Conversation.Target?) {
        publish(
            .refused(obstacle.reason, nextOpenAt: obstacle.nextOpenAt, form: obstacle.form, target),
            to: .init(customer: true, queue: target?.queue), text: texts.outOfHours)
    }

    /// The end of it all; told once.
    mutating func close(_ outcome: Outcome, agent: AgentID? = nil, queue: QueueID? = nil) {
        publish(.closed(outcome), to: .init(customer: true, agents: agent.map { [$0] } ?? [], queue: queue))
        for timer in Conversation.Timer.allCases { cancelTimer(timer) }
        become(.closed(.init(outcome: outcome, agent: agent, at: now)))
    }
}
