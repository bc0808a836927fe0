import Contracts
import Domain
import Identifiers

/// What happens to a bot, scene by scene. Every scene has a conversation of its own, so that one that goes wrong does
/// not spoil the next.
extension BotPart {
    /// The start, a question, and the same question again and again: at least once is what the queue promises.
    func isGreetedAndAsked() async throws {
        stage.prompter.say("a customer starts and writes; his turn is delivered three times")
        let id = try await open()
        guard let turn = try turn(id, text: "Olá! Tudo bem?") else { return }
        let asked = ContinuousClock.now
        guard try await expectAnswer(turn, id) != nil else { return }
        let taken = ContinuousClock.now - asked
        try await settle(Self.pause)
        let mark = stage.mark
        for _ in 1...2 { try await deliver(turn) }
        try await settle(max(Stage.quiet, min(taken * 2, stage.patience)))
        let again = stage.log[mark...].first { $0.hasEffect && $0.isAbout(id) && !($0.message is FromBot.Acknowledged) }
        stage.scorecard.hold(
            .noSecondAnswer, again == nil, "a turn that was delivered again was answered again, under a new message-id",
            again?.evidence)
        stage.announce()
    }

    /// Lets what belongs to an answer arrive before the next thing is asked.
    private static let pause: Duration = .milliseconds(500)

    func talksToTwoAtOnce() async throws {
        stage.prompter.say("two customers write at the same time")
        let first = try await open()
        let second = try await open()
        guard let one = try turn(first, text: "Quero saber do meu boleto"),
            let other = try turn(second, text: "Quero mudar meu cadastro")
        else { return }
        let mark = stage.mark
        try await deliver(one)
        try await deliver(other)
        _ = await answer(to: one, first, since: mark)
        _ = await answer(to: other, second, since: mark)
    }

    /// Turns without text, and a rejection of what the bot said.
    func isSentFilesAndChoices() async throws {
        stage.prompter.say("a customer sends a file without text, then picks an option if there is one")
        let id = try await open()
        let file = Attachment(
            url: "https://www.acme.example/arquivos/boleto.pdf", name: "boleto.pdf", contentType: "application/pdf",
            size: 48_213)
        guard let turn = try turn(id, attachments: [file]) else { return }
        guard var answer = try await expectAnswer(turn, id, .takesStrangeTurns) else { return }
        let choice = (answer.message as? FromBot.Replied)?.messages.flatMap { $0.options ?? [] }.first
        if let choice, let turn = try self.turn(id, text: choice.label, optionId: choice.id),
            let next = try await expectAnswer(turn, id, .takesStrangeTurns)
        {
            answer = next
        }
        try await isRejected(answer, id)
    }

    private func isRejected(_ answer: Hearing, _ id: ConversationID) async throws {
        try await settle(Self.pause)
        let mark = stage.mark
        try await reject(answer, .wrongState, "The conformance runner rejects this once, to see what happens.")
        try await settle()
        let again = stage.log[mark...].first { $0.isAbout(id) }
        stage.scorecard.hold(
            .acceptsRejections, again == nil, "it was sent after the rejection of \(answer.messageId)", again?.evidence)
        stage.announce()
    }

    /// Messages and fields of a later version; then an ordinary turn that has to be answered.
    func isSentTheUnknown() async throws {
        stage.prompter.say("messages, kinds and fields come that this version does not know")
        let id = try await open()
        guard let odd = try turn(id, text: "?"), let plain = try turn(id, text: "Ainda está aí?") else { return }
        try await deliver(odd.changed([:], type: "bot.mood.changed.v1"))
        try await deliver(Told(odd, id: UniqueID.fresh()).changed(["kind": "reminder"]))
        try await expectAnswer(
            plain.changed(["futureField": ["a": [1, "b"]], "sentiment": "positive"]), id, .botIgnoresTheUnknown)
    }

    func isSentALargeTurn() async throws {
        stage.prompter.say("a turn of nearly 256 KiB comes")
        let id = try await open()
        guard let turn = try turn(id, text: String(repeating: "😀", count: 4_000)) else { return }
        try await expectAnswer(turn.enlarged(), id, .botTakesLargeBodies)
    }

    func isRefusedByTheBroker() async throws {
        stage.prompter.say("the broker refuses the bot's answer with a nack: it is to come again")
        let id = try await open()
        guard let turn = try turn(id, text: "Qual é o horário de atendimento?") else { return }
        let isOfIt: @Sendable (Hearing) -> Bool = { $0.isAbout(id) || $0.message == nil }
        try await refuseOnce(after: "a customer's message", isOfIt) { try await deliver(turn) }
        stage.announce()
    }

    /// Refused at first, then granted; afterwards the bot has nothing more to say.
    func handsOver() async throws {
        stage.prompter.say("the customer writes \"\(plea)\"; the hand-over is refused, later granted")
        let id = try await open()
        guard let first = try turn(id, text: plea) else { return }
        guard try await isHandedOver(first, id) else { return }
        try await settle()
        guard let between = try turn(id, text: "E agora? Posso perguntar outra coisa?") else { return }
        try await expectAnswer(between, id, .staysAfterRefusal)
        guard phase(of: id) == .talking, let second = try turn(id, text: plea) else { return }
        guard try await isHandedOver(second, id) else { return }
        try await settle()
        for old in [first, between] { try await deliver(old) }
        try await settle()
        stage.scorecard.pass(.silentAfterTaken)
        stage.announce()
    }

    private func isHandedOver(_ turn: Told, _ id: ConversationID) async throws -> Bool {
        let mark = stage.mark
        try await deliver(turn)
        return await wait(.handsOver, for: FromBot.TransferRequested.self, since: mark, after: "\"\(plea)\"") {
            $0.conversationId == id
        } != nil
    }

    /// The bot was too slow, as far as Guichê is concerned: it is out.
    func isReplaced() async throws {
        stage.prompter.say("the bot is taken out of a conversation; a turn it has answered comes late again")
        let id = try await open()
        guard let turn = try turn(id, text: "Bom dia") else { return }
        try await expectAnswer(turn, id)
        try await settle(Self.pause)
        guard phase(of: id) == .talking else { return }
        try await take(out: id)
        try await deliver(turn)
        try await settle()
        stage.scorecard.pass(.silentAfterTaken)
        stage.announce()
    }

    func isClosed() async throws {
        stage.prompter.say("a conversation is closed")
        let id = try await open()
        guard let turn = try turn(id, text: "Obrigada, tchau") else { return }
        try await expectAnswer(turn, id)
        try await settle(Self.pause)
        if phase(of: id) == .talking { try await close(id, .customerTimeout) }
        try await settle()
        stage.scorecard.pass(.silentAfterClosed)
        stage.announce()
    }
}

extension Hearing {
    /// Whether a bot's publication is about this conversation.
    func isAbout(_ id: ConversationID) -> Bool { (message as? any BotCommand)?.conversationId == id }
}
