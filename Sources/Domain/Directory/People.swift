import Identifiers

/// An agent as the directory knows him: what he may do, not what he is doing.
public struct AgentProfile: Sendable, Equatable {
    public let id: AgentID
    public let name: String
    public let channels: [ChannelID]
    public let queues: [QueueID]
    /// The most conversations at once, offers and wrap-ups included.
    public let capacity: Int
    /// For a front end that lets him in by a password; no rule looks at it.
    public let passwordHash: String?

    public init(
        id: AgentID, name: String, channels: [ChannelID], queues: [QueueID], capacity: Int,
        passwordHash: String? = nil
    ) {
        self.id = id
        self.name = name
        self.channels = channels
        self.queues = queues
        self.capacity = capacity
        self.passwordHash = passwordHash
    }
}

/// A supervisor as the directory knows him.
public struct SupervisorProfile: Sendable, Equatable {
    public let id: SupervisorID
    public let name: String
    /// For a front end that lets him in by a password; no rule looks at it.
    public let passwordHash: String?

    public init(id: SupervisorID, name: String, passwordHash: String? = nil) {
        self.id = id
        self.name = name
        self.passwordHash = passwordHash
    }
}
