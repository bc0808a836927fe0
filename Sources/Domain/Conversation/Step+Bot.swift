import Identifiers

/// The bot's side (rules 13 and 14).
extension Step {
    mutating func tellBot(_ bot: BotID, _ kind: TurnKind, _ said: Said?) {
        conversation.facts.turns += 1
        actions.append(.bot(bot, .turn(currentTurn, kind, said)))
    }

    private var currentTurn: TurnID { TurnID(trusted: "t\(conversation.facts.turns)") }

    /// Puts a customer's message before the bot; the clock runs from the oldest unanswered one.
    mutating func askBot(_ talk: Conversation.BotTalk, _ said: Said) {
        var talk = talk
        tellBot(talk.bot, .message, said)
        switch talk.phase {
        case .idle, .refused:
            cancelTimer(.botAfterRefusal)
            talk.phase = .asked(currentTurn, acknowledged: false)
            become(.withBot(talk))
            setTimer(.botAnswer, after: timings.botAnswer, token: currentTurn.text)
        case .asked, .handingOver:
            break
        }
    }

    mutating func botAcknowledged(_ bot: BotID, _ turn: TurnID, _ cause: Cause) {
        guard var talk = talk(with: bot, cause) else { return }
        guard case .asked(let asked, acknowledged: false) = talk.phase else { return }
        talk.phase = .asked(asked, acknowledged: true)
        become(.withBot(talk))
        setTimer(.botAnswer, after: timings.botAcknowledged, token: asked.text)
    }

    mutating func botReplied(_ bot: BotID, _ said: [Said], _ cause: Cause) {
        guard var talk = talk(with: bot, cause) else { return }
        for (index, message) in said.enumerated() {
            let id = index == 0 ? cause.id : "\(cause.id).\(index + 1)"
            let text = message.text ?? message.attachments.map(\.name).joined(separator: ", ")
            publish(
                .message(message, messageId: id), to: .init(customer: true), text: text,
                from: .init(kind: .bot, id: bot.text))
            conversation.facts.options = message.options
        }
        if case .handingOver = talk.phase { return }
        cancelTimer(.botAnswer)
        cancelTimer(.botAfterRefusal)
        talk.phase = .idle
        become(.withBot(talk))
    }

    /// Rule 14: to a subject, to a queue, or to nothing in particular; an unknown target goes to the channel's default
    /// queue, else it is refused (complaint T57). Never limbo.
    mutating func botHandedOver(_ bot: BotID, _ handOver: Conversation.HandOver, _ cause: Cause) {
        guard var talk = talk(with: bot, cause) else { return }
        if case .handingOver = talk.phase {
            return reject(cause, .wrongState, "A hand-over is already under way.")
        }
        conversation.facts.summary = handOver.summary ?? conversation.facts.summary
        conversation.facts.attributes.merge(handOver.attributes) { _, new in new }
        cancelTimer(.botAnswer)
        cancelTimer(.botAfterRefusal)
        if let target = target(of: handOver) {
            talk.phase = .handingOver(target)
            become(.withBot(talk))
            askForPlace(in: target.queue, since: now, atHead: false)
        } else if handOver.subject == nil, handOver.queue == nil, let subjects = channel?.subjects, !subjects.isEmpty {
            actions.append(.bot(bot, .taken(.queue)))
            offerSubjects(checks: [Check("bot", "handed_over", detail: bot.text)])
        } else {
            talk.phase = .refused(.noSubjects)
            become(.withBot(talk))
            actions.append(.bot(bot, .transferRejected(.noSubjects, nextOpenAt: nil)))
            setTimer(.botAfterRefusal, after: timings.botAfterRefusal)
        }
    }

    private func target(of handOver: Conversation.HandOver) -> Conversation.Target? {
        let subjects = channel?.subjects ?? []
        if let id = handOver.subject, let subject = subjects.first(where: { $0.id == id }) {
            return .init(queue: subject.queue, subject: subject.id)
        }
        if let queue = handOver.queue, tenant.queues[queue] != nil { return .init(queue: queue) }
        if handOver.subject != nil || handOver.queue != nil { return channel?.defaultQueue.map { .init(queue: $0) } }
        if subjects.count == 1, let only = subjects.first { return .init(queue: only.queue, subject: only.id) }
        return nil
    }

    mutating func botEnded(_ bot: BotID, _ cause: Cause) {
        guard let talk = talk(with: bot, cause) else { return }
        if case .handingOver = talk.phase { desk(.left) }
        actions.append(.bot(bot, .closed(reason: .botContained)))
        close(.botContained)
    }

    /// Rule 13: a silent bot is replaced by the flows without a bot.
    mutating func botIsSilent(_ token: String) {
        guard case .withBot(let talk) = state, case .asked(let turn, _) = talk.phase, turn.text == token else { return }
        leaveBot(talk, why: "bot_timeout")
    }

    private mutating func leaveBot(_ talk: Conversation.BotTalk, why: String) {
        actions.append(.bot(talk.bot, .taken(.timeout)))
        publish(.notice(.botReplaced), to: .init(customer: true), text: texts.botReplaced)
        offerSubjects(checks: [Check("bot", why, detail: talk.bot.text)])
    }

    mutating func botSaidNothingAfterRefusal() {
        guard case .withBot(let talk) = state, case .refused(let reason) = talk.phase else { return }
        actions.append(.bot(talk.bot, .taken(.timeout)))
        refuse(reason, checks: [Check("bot", "silent_after_refusal", detail: talk.bot.text)])
    }

    /// The talk if this bot is still in it; else what it says is fenced off (rule 13, complaint T56).
    private mutating func talk(with bot: BotID, _ cause: Cause) -> Conversation.BotTalk? {
        switch state {
        case .withBot(let talk) where talk.bot == bot:
            return talk
        case .closed:
            rejectClosed(cause)
        case .withBot, .choosing, .waiting, .offered, .inService, .wrapUp:
            if conversation.facts.lastBot == bot {
                reject(cause, .botReplaced, "The bot is out of this conversation.")
            } else {
                reject(cause, .notYourConversation, "The conversation is not this bot's.")
            }
        }
        return nil
    }
}
