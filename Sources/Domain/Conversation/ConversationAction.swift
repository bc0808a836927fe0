import Identifiers

extension Conversation {
    /// What a conversation wants done. The order of a list of actions is the order of doing.
    public enum Action: Hashable, Sendable {
        /// Tell the audiences and the book.
        case publish(ConversationEvent)
        /// Tell the tenant's desk.
        case desk(Desk.Event)
        /// Tell the bot.
        case bot(BotID, BotNote)
        /// Tell the book what no event says.
        case book(BookNote)
        case reject(Refusal)
        /// Wake this conversation at the moment given, with the token given; replaces the timer of that name.
        case setTimer(Timer, at: Instant, token: String)
        case cancelTimer(Timer)
    }

    /// What the book (protocol-writer) is told besides the events.
    public enum BookNote: Codable, Hashable, Sendable {
        case opened(Identity, Customer?, attributes: [String: String])
        /// With the agent who has the record open, if one has.
        case identified(Customer, shownTo: AgentID?)
        /// A valid form, with its values by the id of the field (rule 1).
        case form(Form, values: [String: String])
        /// What a bot said after it was out: nobody was shown it, but it is kept (rule 13).
        case fencedOff(BotID, [String], Cause, wanting: HandOver?)
        /// A forwarded save; the book answers with ``BookAnswer``.
        /// Without an agent it is a supervisor's, whom the cause names.
        case save(RecordChange, by: AgentID?, Cause)
        /// A person's data is to go (rule 25); without a cause because it was kept long enough.
        case erase(Cause?)
    }

    /// What a bot is told (contract page, "What a bot finds in its queue").
    public enum BotNote: Codable, Hashable, Sendable {
        case turn(TurnID, TurnKind, Said?)
        case transferRejected(RefusalReason, nextOpenAt: Instant?)
        case taken(TakenBy)
        case closed(reason: Outcome)
    }
}
