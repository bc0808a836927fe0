import Contracts
import Domain
import Identifiers

/// The customers and Guichê's bridge, for a bot platform under test.
actor BotPart: Counterpart {
    var stage: Stage
    /// What a customer writes so that the bot hands over.
    let plea: String
    private var talks: [ConversationID: BotTalk] = [:]

    init(_ stage: Stage, plea: String) {
        self.stage = stage
        self.plea = plea
    }

    private var queue: String { stage.wire.topology.botQueue(tenant: stage.scenery.tenant, bot: stage.scenery.bot) }

    func perform() async throws {
        guard try await isConsumed() else { return }
        try await isGreetedAndAsked()
        try await talksToTwoAtOnce()
        try await isSentFilesAndChoices()
        try await isSentTheUnknown()
        try await isSentALargeTurn()
        try await isRefusedByTheBroker()
        try await handsOver()
        try await isReplaced()
        try await isClosed()
    }

    func respond(to heard: Hearing) async throws {
        if case .reject(let rejection) = heard.verdict, heard.message == nil { return try await tell(rejection) }
        guard heard.hasEffect, let command = heard.message as? any BotCommand else { return }
        guard var talk = talks[command.conversationId] else {
            return miss(.ownTurns, "the bot has no conversation \(command.conversationId)", heard.evidence)
        }
        let wasOut = talk.phase != .talking
        if let fault = talk.hear(command) { miss(fault.requirement, fault.got, heard.evidence) }
        talks[command.conversationId] = talk
        if wasOut { return try await reject(heard, .botReplaced, "The bot is no longer in the conversation.") }
        if command is FromBot.TransferRequested { try await decide(on: command.conversationId) }
        if command is FromBot.ConversationEnded { try await close(command.conversationId, .botContained) }
    }

    func answer(_ question: Hearing) async throws { try await answer(otherwise: question, isOpen: false) }

    /// The first hand-over of a conversation is refused, the second succeeds.
    private func decide(on id: ConversationID) async throws {
        guard var talk = talks[id] else { return }
        if talk.handOvers == 1 { return try await send(talk.refusal(at: .now), id) }
        let taken = talk.take()
        talks[id] = talk
        try await send(taken, id)
    }

    // MARK: Sending

    /// Puts a message into the bot's queue.
    func deliver(_ told: Told) async throws {
        _ = await (try stage.wire.begin(told, exchange: "", routingKey: queue)).outcomes
    }

    private func send(_ message: some Message, _ id: ConversationID) async throws {
        try await deliver(Told(message, correlation: id.text, at: .now))
    }

    private func tell(_ rejection: Rejection) async throws {
        try await deliver(Told(rejection.event, correlation: rejection.event.commandId, at: .now))
    }

    func reject(_ heard: Hearing, _ code: RejectionCode, _ sentence: String) async throws {
        guard let command = heard.message as? any BotCommand else { return }
        let event = Event.CommandRejected(
            tenant: command.tenant, at: .now, commandId: heard.messageId, commandType: command.type.rawValue,
            code: code, message: sentence, botId: command.botId, conversationId: command.conversationId)
        try await deliver(Told(event, correlation: heard.messageId, at: .now))
    }
}

extension BotPart {
    /// Opens a conversation and sends the start; a bot may greet and need not.
    func open() async throws -> ConversationID {
        var talk = BotTalk(stage.newTalk(), bot: stage.scenery.bot)
        let start = talk.turn(.start, at: .now)
        talks[talk.talk.id] = talk
        try await send(start, talk.talk.id)
        try await settle(Self.greeting)
        return talk.talk.id
    }

    /// How long a greeting is waited for, so that it is not taken for an answer.
    private static let greeting: Duration = .milliseconds(500)

    /// A turn of a conversation, ready to be delivered.
    func turn(
        _ id: ConversationID, text: String? = nil, optionId: String? = nil, attachments: [Attachment]? = nil
    ) throws -> Told? {
        guard var talk = talks[id] else { return nil }
        let turn = talk.turn(.message, text: text, optionId: optionId, attachments: attachments, at: .now)
        talks[id] = talk
        return try Told(turn, correlation: id.text, at: turn.at)
    }

    /// Delivers a turn and waits for its answer: 20 s, 60 s once it is acknowledged (rule 13).
    @discardableResult
    func expectAnswer(_ told: Told, _ id: ConversationID, _ requirement: Requirement = .answersInTime) async throws
        -> Hearing?
    {
        let mark = stage.mark
        try await deliver(told)
        return await answer(to: told, id, since: mark, requirement)
    }

    /// Waits for the answer to a turn that was delivered.
    func answer(
        to told: Told, _ id: ConversationID, since mark: Int, _ requirement: Requirement = .answersInTime
    ) async -> Hearing? {
        let turn = try? ToBot.Turn.decode(told.body).turnId
        // What answers another turn is not the answer; one that names no turn, or none there is, may be.
        let others = (talks[id]?.turns ?? []).subtracting(turn.map { [$0] } ?? [])
        let isOfIt: @Sendable (Hearing) -> Bool = { heard in
            guard let command = heard.message as? any BotCommand, command.conversationId == id else {
                return heard.message == nil && heard.hasEffect
            }
            return heard.hasEffect && command.turn.map { !others.contains($0) } ?? true
        }
        var heard = await first(since: mark, within: stage.patience, isOfIt)
        if heard?.message is FromBot.Acknowledged {
            let time = min(stage.patience * 3, Timings().botAcknowledged)
            heard = await first(since: mark, within: time) { isOfIt($0) && !($0.message is FromBot.Acknowledged) }
        }
        guard let heard else {
            let seconds = stage.patience.components.seconds
            miss(
                requirement, "no answer came within \(seconds) s to the turn \(turn?.text ?? "")",
                Evidence(type: told.type.rawValue, messageId: told.messageId))
            return nil
        }
        stage.scorecard.pass(requirement)
        stage.scorecard.pass(.ownTurns)
        return heard
    }

    func phase(of id: ConversationID) -> BotTalk.Phase? { talks[id]?.phase }

    func take(out id: ConversationID) async throws {
        guard var talk = talks[id] else { return }
        let taken = talk.replace()
        talks[id] = talk
        try await send(taken, id)
    }

    func close(_ id: ConversationID, _ outcome: Outcome) async throws {
        guard var talk = talks[id] else { return }
        let closed = talk.close(outcome)
        talks[id] = talk
        try await send(closed, id)
    }

    /// Waits until somebody consumes the bot's queue.
    func isConsumed() async throws -> Bool {
        let topology = stage.wire.topology
        try await stage.wire.prepare(
            botQueue: topology.botQueueDeclaration(tenant: stage.scenery.tenant, bot: stage.scenery.bot))
        stage.prompter.ask(Cue("consume", "Start your bot platform: it has to consume the queue \(queue)."))
        let deadline = ContinuousClock.now + stage.patience
        while ContinuousClock.now < deadline {
            if try await stage.wire.consumers(of: queue) > 0 {
                stage.scorecard.pass(.consumesItsQueue)
                return true
            }
            try await settle(PublicClient.pause)
        }
        miss(.consumesItsQueue, "nobody consumed \(queue) within \(stage.patience.components.seconds) s")
        return false
    }
}
