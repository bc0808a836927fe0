import Identifiers

/// A bot asks for a human (rule 14). Every way ends at a queue, at the subjects or at a refusal; never in limbo.
extension Step {
    mutating func botHandedOver(_ bot: BotID, _ handOver: Conversation.HandOver, _ cause: Cause) {
        guard var talk = talk(with: bot, cause, saying: handOver.summary.map { [$0] } ?? [], wanting: handOver) else {
            return
        }
        if case .handingOver = talk.phase {
            return reject(cause, .wrongState, "A hand-over is already under way.")
        }
        conversation.facts.summary = handOver.summary ?? conversation.facts.summary
        cancelTimer(.botAnswer)
        cancelTimer(.botAfterRefusal)
        let (destination, check) = destination(of: handOver)
        let checks = [Check("bot", "handed_over", detail: bot.text), check] + keep(handOver.attributes)
        switch destination {
        case .subjects:
            actions.append(.bot(bot, .taken(.queue)))
            goOnWithoutBot(checks: checks)
        case .nowhere:
            refuseHandOver(talk, .init(.noSubjects), checks: checks, nil)
        case .queue(let target):
            let obstacle = obstacle(to: target)
            let checks = checks + self.checks(of: target, obstacle)
            if let obstacle { return refuseHandOver(talk, obstacle, checks: checks, target) }
            talk.phase = .handingOver(target)
            become(.withBot(talk))
            askForPlace(in: target.queue, since: now, atHead: false, checks: checks)
        }
    }

    /// What a bot found out goes along; what there is no room for is named in the decision.
    private mutating func keep(_ attributes: [String: String]) -> [Check] {
        let (all, dropped) = Attributes.merged(conversation.facts.attributes, with: attributes)
        conversation.facts.attributes = all
        guard !dropped.isEmpty else { return [] }
        return [Check("attributes", "too_many", detail: "\(dropped.count) older ones left out")]
    }

    private enum Destination {
        case queue(Conversation.Target)
        case subjects
        case nowhere
    }

    /// A subject or queue that does not exist means the channel's default queue (complaint T57).
    private func destination(of handOver: Conversation.HandOver) -> (Destination, Check) {
        let subjects = channel?.subjects ?? []
        if let id = handOver.subject, let subject = subjects.first(where: { $0.id == id }) {
            return (.queue(.init(queue: subject.queue, subject: id)), Check("target", "subject", detail: id.text))
        }
        if let queue = handOver.queue, tenant.queues[queue] != nil {
            return (.queue(.init(queue: queue)), Check("target", "queue", detail: queue.text))
        }
        let unknown = handOver.subject?.text ?? handOver.queue?.text
        if unknown == nil, subjects.count > 1 { return (.subjects, Check("target", "none_named")) }
        if unknown == nil, let only = subjects.first {
            let target = Conversation.Target(queue: only.queue, subject: only.id)
            return (.queue(target), Check("target", "only_subject", detail: only.id.text))
        }
        guard let queue = channel?.defaultQueue else { return (.nowhere, Check("target", "unknown", detail: unknown)) }
        return (.queue(.init(queue: queue)), Check("target", "default_queue", detail: unknown ?? queue.text))
    }

    /// The bot is told why and may speak; the clock of rule 14 runs.
    mutating func refuseHandOver(
        _ talk: Conversation.BotTalk, _ obstacle: Admission.Obstacle, checks: [Check], _ target: Conversation.Target?
    ) {
        var talk = talk
        decide(.refuseHandOver, checks: checks, queue: target?.queue)
        talk.phase = .refused(obstacle.reason, nextOpenAt: obstacle.nextOpenAt, target: target)
        become(.withBot(talk))
        actions.append(.bot(talk.bot, .transferRejected(obstacle.reason, nextOpenAt: obstacle.nextOpenAt)))
        setTimer(.botAfterRefusal, after: timings.botAfterRefusal)
    }

    /// The standard text, and the form where the calendar was the reason.
    mutating func botSaidNothingAfterRefusal() {
        guard case .withBot(let talk) = state, case .refused(let reason, let nextOpenAt, let target) = talk.phase
        else { return }
        let channel = conversation.identity.channel
        let form = reason.isOfTheCalendar ? target.flatMap { tenant.form(of: $0.queue, on: channel) } : nil
        actions.append(.bot(talk.bot, .taken(.timeout)))
        conversation.facts.subject = target?.subject ?? conversation.facts.subject
        refuse(
            .init(reason, nextOpenAt: nextOpenAt, form: form),
            checks: [Check("bot", "silent_after_refusal", detail: talk.bot.text)], target)
    }
}
