import Identifiers

/// One agent who could have been offered a conversation, and why he was or was not (rules 5 and 24).
public struct Candidate: Codable, Hashable, Sendable {
    public let agentId: AgentID
    public let chosen: Bool
    public let reason: String

    public init(agentId: AgentID, chosen: Bool, reason: String) {
        self.agentId = agentId
        self.chosen = chosen
        self.reason = reason
    }
}
