import Domain
import Identifiers

/// What one transaction did that the ledger has to know, if it is committed.
struct Account {
    var skipped = 0
    var refusals: [(Refusal, Refuser)] = []
    /// Commands that reached the rules of a conversation.
    var applied: [CommandKey] = []
    /// Commands carried out at the agents' door.
    var carriedOut: [Cause] = []
    var published: [(ConversationID, ConversationEvent)] = []
    /// Agents as they are shown.
    var shown: [Desk.AgentState] = []
    var isDeskTouched = false
    var complaints: [String] = []

    enum Refuser {
        /// For good: the same command gets the same answer.
        case conversation
        /// A repeat may be judged anew.
        case door
        case desk
    }
}
