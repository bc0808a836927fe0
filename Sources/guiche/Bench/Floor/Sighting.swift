import Contracts
import Domain
import Identifiers

/// What one delivery shows. Plain data; ``Glance`` reads it from the wire.
enum Sighting: Equatable, Sendable {
    case line(LineName, seq: Int, line: Int?)
    case event(Happening, of: ConversationID, seq: Int, line: Int?)
    case recordOpened(ConversationID, revision: Int)
    case recordRevised(ConversationID)
    case agent(AgentID, AgentWord)
    case turn(ConversationID, TurnID, TurnKind)
    case rejected(type: String, code: String, message: String)

    /// What happened to a conversation.
    enum Happening: Equatable, Sendable {
        case opened(protocol: String)
        case subjectsOffered
        case queued
        case refused
        case offered(AgentID, OfferID)
        case withdrawn(AgentID, OfferID, wasAccepted: Bool, wasMissed: Bool)
        case accepted
        case closed(outcome: String)
        /// Something that is only counted.
        case other
    }
}

/// What an agent's state says of his load, and whether he takes cards of the load's channels.
struct AgentWord: Equatable, Sendable {
    let active: Int
    let offered: Int
    let capacity: Int
    /// Available or in service: cards can come.
    let isServing: Bool
    /// Only a snapshot tells; nil: not told.
    let channels: Set<ChannelID>?
}
