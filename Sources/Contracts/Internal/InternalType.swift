import Domain
import Identifiers

/// The types of the messages on internal streams that are not messages of the public contract. Commands from outside
/// and public events keep their own types and bodies on internal hops, too.
public enum InternalType {
    /// To a conversation: a ``Domain/Conversation/DeskAnswer``.
    public static let deskAnswer = "desk.answer"
    /// To a conversation: a ``Domain/Conversation/BookAnswer``.
    public static let bookAnswer = "book.answer"
    /// To a tenant's desk: a ``Domain/Desk/Event``.
    public static let deskEvent = "desk.event"
    /// To the book: a ``Domain/Conversation/BookNote``.
    public static let bookNote = "book.note"
    /// To the book: an ``Intervention``.
    public static let intervention = "guiche.intervention.v1"
    /// To `agent-presence`: a ``PresenceNote``.
    public static let presenceNote = "presence.note"
}

/// What the desk tells `agent-presence`.
public enum PresenceNote: Codable, Hashable, Sendable {
    /// A logout is complete; these channels are to be forgotten, but for later logins than this one.
    case loggedOut(TenantID, AgentID, [ChannelID], loggedInAt: Instant? = nil)
}
