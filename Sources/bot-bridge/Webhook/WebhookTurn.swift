import Contracts
import Domain
import Identifiers
import Logging
import Metrics
import Worker

/// One turn of a webhook bot, from the queue to the published answer.
struct WebhookTurn {
    let bot: ServedBot
    let call: WebhookCall
    let voice: BotVoice
    let log: Logger

    /// - Throws: `CancellationError` when the program stops: the turn stays unacknowledged and is called again.
    func handle(_ message: QueueMessage) async throws(CancellationError) {
        guard let turn = read(message), let webhook = bot.bot.webhook else { return }
        guard let request = RasaRequest(turn, startText: bot.bot.startText) else { return }
        let trace = message.envelope.trace
        let answer = try await call.ask(request, at: webhook, bot, trace: trace) { note($0, $1, turn) }
        // Without one nothing is said, and the conversation's own timer replaces the bot (rule 13).
        guard let answer else { return count("guiche_webhook_given_up_total") }
        try await say(BotSpeech(answer), in: turn, trace: trace)
    }

    private func read(_ message: QueueMessage) -> ToBot.Turn? {
        do {
            return try ToBot.Turn.decode(message.body)
        } catch {
            log.error(
                "A turn can't be read and is dropped.",
                metadata: metadata([LogKey.type: "\(message.envelope.type?.rawValue ?? "-")", LogKey.error: "\(error)"])
            )
            return nil
        }
    }

    /// Texts and buttons first, then the hand-over. One publication of a conversation at a time keeps the order.
    private func say(_ speech: BotSpeech, in turn: ToBot.Turn, trace: String?) async throws(CancellationError) {
        note(speech, turn)
        let now = WallClock.now()
        for (index, messages) in speech.replies.enumerated() {
            let reply = FromBot.Replied(
                tenant: turn.tenant, botId: turn.botId, conversationId: turn.conversationId, at: now,
                turnId: turn.turnId, messages: messages)
            try await voice.say(
                reply, in: turn.conversationId, id: Self.id(of: "reply-\(index + 1)", to: turn), at: now, trace: trace)
        }
        guard let transfer = speech.transfer else { return }
        let request = FromBot.TransferRequested(
            tenant: turn.tenant, botId: turn.botId, conversationId: turn.conversationId, at: now,
            subjectId: transfer.subject, queueId: transfer.queue, summary: transfer.summary)
        try await voice.say(
            request, in: turn.conversationId, id: Self.id(of: "transfer", to: turn), at: now, trace: trace)
    }

    /// The same for every call of the same turn: the door of the conversation lets the first one through alone.
    private static func id(of part: String, to turn: ToBot.Turn) -> String {
        UniqueID.derived(
            from: "webhook", turn.tenant.text, turn.botId.text, turn.conversationId.text, turn.turnId.text, part)
    }
}

/// What operators get to know of it.
extension WebhookTurn {
    private func note(_ failure: CallFailure, _ attempt: Int, _ turn: ToBot.Turn) {
        log.warning(
            "A webhook bot did not answer.",
            metadata: metadata([
                LogKey.conversation: "\(turn.conversationId)", LogKey.turn: "\(turn.turnId)",
                LogKey.attempt: "\(attempt)", LogKey.error: "\(failure)",
            ]))
    }

    private func note(_ speech: BotSpeech, _ turn: ToBot.Turn) {
        let place: Logger.Metadata = [
            LogKey.conversation: "\(turn.conversationId)", LogKey.turn: "\(turn.turnId)",
        ]
        if speech.isSilent {
            log.warning("A webhook bot answered with nothing that can be said.", metadata: metadata(place))
        }
        guard !speech.losses.isEmpty else { return }
        count("guiche_webhook_cut_total")
        let reasons = speech.losses.map(\.rawValue).joined(separator: ", ")
        log.warning(
            "Part of what a webhook bot answered was changed or left out.",
            metadata: metadata(place.merging([LogKey.reason: "\(reasons)"]) { $1 }))
    }

    private func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging([LogKey.tenant: "\(bot.tenant)", LogKey.bot: "\(bot.bot.id)"]) { own, _ in own }
    }

    private func count(_ label: String) {
        Counter(label: label, dimensions: bot.dimensions).increment()
    }
}

extension ServedBot {
    /// The labels of its metrics; as many as the directory has bots.
    var dimensions: [(String, String)] { [("tenant", tenant.text), ("bot", bot.id.text)] }
}
