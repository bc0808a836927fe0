import Contracts
import Domain
import Identifiers
import Worker

/// What is said because of one message, under ids that follow from it.
struct Speaking {
    private let tenant: TenantID
    private let bot: BotID
    private let conversation: ConversationID
    private let turn: TurnID?
    /// What the ids are derived from: the same again for a redelivered message.
    private let cause: String
    private let trace: String?
    private let voice: BotVoice

    init(of turn: ToBot.Turn, voice: BotVoice, trace: String?) {
        tenant = turn.tenant
        bot = turn.botId
        conversation = turn.conversationId
        self.turn = turn.turnId
        cause = turn.turnId.text
        self.trace = trace
        self.voice = voice
    }

    init(after rejected: ToBot.TransferRejected, _ envelope: Envelope, voice: BotVoice) {
        tenant = rejected.tenant
        bot = rejected.botId
        conversation = rejected.conversationId
        turn = nil
        cause = envelope.messageId ?? rejected.at.rfc3339
        trace = envelope.trace
        self.voice = voice
    }

    func say(_ messages: [FromBot.Reply]) async throws {
        let now = WallClock.now()
        try await publish(
            FromBot.Replied(
                tenant: tenant, botId: bot, conversationId: conversation, at: now, turnId: turn, messages: messages),
            "reply", now)
    }

    func handOver(_ request: HandOver) async throws {
        let now = WallClock.now()
        try await publish(
            FromBot.TransferRequested(
                tenant: tenant, botId: bot, conversationId: conversation, at: now, subjectId: request.subject,
                summary: LongText(trusted: request.summary), attributes: request.attributes),
            "transfer", now)
    }

    func acknowledge() async throws {
        guard let turn else { return }
        let now = WallClock.now()
        try await publish(
            FromBot.Acknowledged(tenant: tenant, botId: bot, conversationId: conversation, at: now, turnId: turn),
            "acknowledged", now)
    }

    func end() async throws {
        let now = WallClock.now()
        try await publish(
            FromBot.ConversationEnded(tenant: tenant, botId: bot, conversationId: conversation, at: now), "end", now)
    }

    private func publish(_ message: some Message, _ part: String, _ now: Instant) async throws {
        let id = UniqueID.derived(from: "demo-bot", tenant.text, bot.text, conversation.text, cause, part)
        try await voice.say(message, in: conversation, id: id, at: now, trace: trace)
    }
}
