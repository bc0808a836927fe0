import Identifiers

/// The bot's turns and answers, and the clock that runs for them (rule 13).
extension Step {
    mutating func tellBot(_ bot: BotID, _ kind: TurnKind, _ said: Said?) {
        conversation.facts.turns += 1
        actions.append(.bot(bot, .turn(TurnID(number: conversation.facts.turns), kind, said)))
    }

    /// Puts a customer's message before the bot. While a hand-over is under way or was refused another clock runs.
    mutating func askBot(_ talk: Conversation.BotTalk, _ said: Said) {
        tellBot(talk.bot, .message, said)
        let question = Conversation.BotTalk.Question(turn: TurnID(number: conversation.facts.turns), at: now)
        switch talk.phase {
        case .idle:
            expect(answersTo: [question], of: talk)
        case .asked(let questions) where questions.count < Self.questionLimit:
            expect(answersTo: questions + [question], of: talk)
        case .asked(var questions):
            questions[questions.endIndex - 1].turn = question.turn
            expect(answersTo: questions, of: talk)
        case .handingOver, .refused:
            break
        }
    }

    /// How many unanswered messages of a customer are timed one by one; the last of them stands for those after it.
    /// It has the time of the first of these, and only an answer to the newest answers it.
    static let questionLimit = 50

    private mutating func expect(answersTo questions: [Conversation.BotTalk.Question], of talk: Conversation.BotTalk) {
        var talk = talk
        guard let next = questions.min(by: { due($0) < due($1) }) else {
            talk.phase = .idle
            cancelTimer(.botAnswer)
            return become(.withBot(talk))
        }
        talk.phase = .asked(questions)
        become(.withBot(talk))
        actions.append(.setTimer(.botAnswer, at: due(next), token: next.turn.text))
    }

    private func due(_ question: Conversation.BotTalk.Question) -> Instant {
        question.at + (question.acknowledged ? timings.botAcknowledged : timings.botAnswer)
    }

    mutating func botAcknowledged(_ bot: BotID, _ turn: TurnID, _ cause: Cause) {
        guard let talk = talk(with: bot, cause), case .asked(var questions) = talk.phase,
            let index = questions.firstIndex(where: { $0.turn == turn && !$0.acknowledged })
        else { return }
        questions[index].acknowledged = true
        expect(answersTo: questions, of: talk)
    }

    /// An answer is to the turn it names and the ones before it; to all of them without a name, or with one that no
    /// turn was given: the customer is shown it all the same.
    mutating func botReplied(_ bot: BotID, _ said: [Said], to turn: TurnID?, _ cause: Cause) {
        guard let talk = talk(with: bot, cause, saying: said.compactMap(\.text)) else { return }
        for (index, message) in said.enumerated() {
            let id = index == 0 ? cause.id : "\(cause.id).\(index + 1)"
            let text = message.text ?? message.attachments.map(\.name).joined(separator: ", ")
            publish(
                .message(message, messageId: id), to: .init(customer: true), text: text,
                from: .init(kind: .bot, id: bot.text))
            offer(message.options)
        }
        switch talk.phase {
        case .asked(let questions):
            let given =
                turn.flatMap { $0.number <= conversation.facts.turns ? $0.number : nil } ?? conversation.facts.turns
            expect(answersTo: questions.filter { $0.turn.number > given }, of: talk)
        case .refused:
            cancelTimer(.botAfterRefusal)
            expect(answersTo: [], of: talk)
        case .idle, .handingOver:
            break
        }
    }

    /// The newest of an id hold; older buttons still stand on the screen.
    private mutating func offer(_ options: [Option]) {
        let older = conversation.facts.options.filter { old in !options.contains { $0.id == old.id } }
        conversation.facts.options = Array((options + older).prefix(Self.optionLimit))
    }

    /// How many of the options shown last a pick is read by.
    static let optionLimit = 100

    mutating func botEnded(_ bot: BotID, _ reason: String?, _ cause: Cause) {
        guard let talk = talk(with: bot, cause, saying: reason.map { [$0] } ?? []) else { return }
        if case .handingOver = talk.phase { giveBackPlace() }
        actions.append(.bot(bot, .closed(reason: .botContained)))
        decide(.close, checks: [Check("bot", "ended", detail: reason ?? bot.text)])
        close(.botContained)
    }

    /// A silent bot is replaced by the flows without a bot.
    mutating func botIsSilent(_ token: String) {
        guard case .withBot(let talk) = state, case .asked(let questions) = talk.phase,
            let silent = questions.first(where: { $0.turn.text == token })
        else { return }
        guard due(silent) <= now else { return expect(answersTo: questions, of: talk) }
        actions.append(.bot(talk.bot, .taken(.timeout)))
        publish(.notice(.botReplaced), to: .init(customer: true), text: texts.botReplaced)
        goOnWithoutBot(checks: [Check("bot", "bot_timeout", detail: talk.bot.text)])
    }

    /// The talk if this bot is still in it; else what it says is fenced off and kept (rule 13, complaint T56).
    mutating func talk(
        with bot: BotID, _ cause: Cause, saying words: [String] = [], wanting handOver: Conversation.HandOver? = nil
    ) -> Conversation.BotTalk? {
        if case .withBot(let talk) = state, talk.bot == bot { return talk }
        guard conversation.facts.lastBot == bot else {
            reject(cause, .notYourConversation, "The conversation is not this bot's.")
            return nil
        }
        actions.append(.book(.fencedOff(bot, words, cause, wanting: handOver)))
        if conversation.isClosed {
            rejectClosed(cause)
        } else {
            reject(cause, .botReplaced, "The bot is out of this conversation.")
        }
        return nil
    }
}

extension TurnID {
    /// A conversation's turns are counted from 1.
    init(number: Int) { self.init(trusted: "t\(number)") }

    /// Which turn it names; beyond all of them for one that is none of ours.
    var number: Int { text.first == "t" ? Int(text.dropFirst()).flatMap { $0 > 0 ? $0 : nil } ?? .max : .max }
}
