import Identifiers

/// Who caused a message on an internal hop.
public struct Sender: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case session
        case agent
        case supervisor
        case bot
        case system
    }

    public let kind: Kind
    /// The session's, agent's, supervisor's or bot's id; for the system the program's name.
    public let id: String

    public init(kind: Kind, id: String) {
        self.kind = kind
        self.id = id
    }
}

/// What an internal hop has to know of a message without reading its body.
public struct Head: Hashable, Sendable {
    public var type: MessageType
    /// The outside message-id, or the id our own program gave.
    public var id: String
    public var tenant: TenantID?
    /// What orders it: the key of the stream it is sent to.
    public var key: String
    public var sender: Sender?
    /// When Guichê took or made it; a sender's clock never decides anything.
    public var at: Instant
    /// W3C trace context.
    public var trace: String?
    /// Names of audiences (see ``Audience/name``), where an event is stored with whom it concerns.
    public var audience: [String]?

    public init(
        type: MessageType, id: String, tenant: TenantID? = nil, key: String, sender: Sender? = nil, at: Instant,
        trace: String? = nil, audience: [String]? = nil
    ) {
        self.type = type
        self.id = id
        self.tenant = tenant
        self.key = key
        self.sender = sender
        self.at = at
        self.trace = trace
        self.audience = audience
    }
}
