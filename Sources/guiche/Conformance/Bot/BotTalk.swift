import Contracts
import Domain
import Identifiers

/// One conversation with the bot under test: the turns it was given, and whether it is still in. Pure.
struct BotTalk: Sendable {
    enum Phase: Hashable, Sendable {
        case talking
        /// What the bot says now is rejected (rule 13).
        case taken
        case closed
    }

    let talk: Talk
    let bot: BotID
    private(set) var phase = Phase.talking
    /// The turns put before the bot, and whether each was answered or need not be.
    private var isAnswered: [TurnID: Bool] = [:]
    /// The hand-overs that were asked for so far; the first is refused, so that the bot has to go on.
    private(set) var handOvers = 0

    init(_ talk: Talk, bot: BotID) {
        self.talk = talk
        self.bot = bot
    }

    var turns: Set<TurnID> { Set(isAnswered.keys) }

    /// A turn to put before the bot.
    mutating func turn(
        _ kind: TurnKind, text: String? = nil, optionId: String? = nil, attachments: [Attachment]? = nil,
        at now: Instant
    ) -> ToBot.Turn {
        let id = TurnID(trusted: UniqueID.fresh())
        // The start is not timed and need not be answered.
        isAnswered[id] = kind == .start
        return ToBot.Turn(
            tenant: talk.tenant, botId: bot, conversationId: talk.id, protocol: talk.protocol, at: now, turnId: id,
            kind: kind, channelId: talk.channel, text: text, optionId: optionId, attachments: attachments,
            customer: Customer(name: "Maria Oliveira"), locale: "pt-BR")
    }

    /// Takes what the bot said; the finding if it may not say it.
    mutating func hear(_ command: any BotCommand) -> (requirement: Requirement, got: String)? {
        let turn = command.turn
        defer {
            if let turn, isAnswered[turn] != nil, !(command is FromBot.Acknowledged) { isAnswered[turn] = true }
        }
        if let turn, isAnswered[turn] == nil {
            return (.ownTurns, "it names the turn \(turn), which the bot was not given")
        }
        // An answer that was under way when the bot was taken out is only late.
        let wasUnderWay = turn.map { isAnswered[$0] == false } ?? false
        switch phase {
        case .talking:
            if command is FromBot.TransferRequested { handOvers += 1 }
            if command is FromBot.ConversationEnded { phase = .closed }
            return nil
        case .taken:
            return wasUnderWay ? nil : (.silentAfterTaken, "it was said after bot.conversation.taken.v1")
        case .closed:
            return wasUnderWay ? nil : (.silentAfterClosed, "it was said after the conversation was closed")
        }
    }

    mutating func take() -> ToBot.ConversationTaken { taken(by: .queue) }
    mutating func replace() -> ToBot.ConversationTaken { taken(by: .timeout) }

    private mutating func taken(by reason: TakenBy) -> ToBot.ConversationTaken {
        phase = .taken
        return .init(
            tenant: talk.tenant, botId: bot, conversationId: talk.id, protocol: talk.protocol, at: .now, by: reason)
    }

    mutating func close(_ outcome: Outcome) -> ToBot.ConversationClosed {
        phase = .closed
        return .init(
            tenant: talk.tenant, botId: bot, conversationId: talk.id, protocol: talk.protocol, at: .now,
            reason: outcome.rawValue)
    }

    /// Nobody is there now, but in two hours.
    func refusal(at now: Instant) -> ToBot.TransferRejected {
        .init(
            tenant: talk.tenant, botId: bot, conversationId: talk.id, protocol: talk.protocol, at: now,
            reason: .outOfHours, nextOpenAt: now + .seconds(7_200))
    }
}

extension BotCommand {
    /// The turn a bot's message names.
    var turn: TurnID? {
        switch self {
        case let message as FromBot.Acknowledged: message.turnId
        case let message as FromBot.Replied: message.turnId
        default: nil
        }
    }
}
