import Identifiers

/// Flows 1 to 4 of the manual, as far as they are decided here; who is logged in is the desk's to check.
extension Step {
    mutating func open() {
        let facts = conversation.facts
        actions.append(.book(.opened(conversation.identity, facts.customer, attributes: facts.attributes)))
        publish(.opened(previousProtocol: facts.previousProtocol), to: .init(customer: true), text: fill(texts.opened))
        setTimer(.idle, after: timings.idleBeforeService)
        if let bot = channel?.bot {
            decide(.bot, checks: [Check("bot", "present", detail: bot.text)])
            conversation.facts.lastBot = bot
            become(.withBot(.init(bot: bot, phase: .idle)))
            tellBot(bot, .start, nil)
        } else {
            offerSubjects(checks: [Check("bot", "absent")])
        }
    }

    /// Flows 2 and 3: the subjects, or the standard text where there are none.
    mutating func offerSubjects(checks: [Check]) {
        let subjects = channel?.subjects ?? []
        guard !subjects.isEmpty else {
            refuse(.noSubjects, checks: checks + [Check("subjects", "none")])
            return
        }
        decide(.offerSubjects, checks: checks + [Check("subjects", "present", detail: "\(subjects.count)")])
        become(.choosing)
        publishSubjects(subjects)
    }

    mutating func publishSubjects(_ subjects: [Subject]) {
        publish(
            .subjectsOffered(subjects.map { .init(subjectId: $0.id, label: $0.label) }), to: .init(customer: true),
            text: texts.subjects)
    }

    /// Asks the desk for a place at the end of the queue's line.
    mutating func enqueue(in target: Conversation.Target) {
        conversation.facts.subject = target.subject
        become(.waiting(.init(queue: target.queue, since: now, atHead: false, position: nil)))
        askForPlace(in: target.queue, since: now, atHead: false)
    }

    mutating func askForPlace(in queue: QueueID, since: Instant, atHead: Bool) {
        desk(.enqueue(.init(queue: queue, channel: conversation.identity.channel, since: since, atHead: atHead)))
    }

    /// The standard text with its machine reason; without a form the conversation ends here (rule 1).
    mutating func refuse(_ reason: RefusalReason, checks: [Check], queue: QueueID? = nil) {
        decide(.refuse, checks: checks, queue: queue)
        publish(.refused(reason, nextOpenAt: nil), to: .init(customer: true, queue: queue), text: texts.outOfHours)
        close(.refused, queue: queue)
    }

    /// The end of it all; told once.
    mutating func close(_ outcome: Outcome, agent: AgentID? = nil, queue: QueueID? = nil) {
        publish(.closed(outcome), to: .init(customer: true, agents: agent.map { [$0] } ?? [], queue: queue))
        for timer in Conversation.Timer.allCases { cancelTimer(timer) }
        become(.closed(.init(outcome: outcome, agent: agent, at: now)))
    }
}
