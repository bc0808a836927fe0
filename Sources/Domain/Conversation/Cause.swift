import Identifiers

/// Who sent a command.
public enum CommandSender: Codable, Hashable, Sendable {
    case session(SessionID)
    case agent(AgentID)
    case supervisor(SupervisorID)
    case bot(BotID)
    case system
}

/// The message from outside that made something happen; rejections and echoed lines name it.
public struct Cause: Codable, Hashable, Sendable {
    /// The sender's message id.
    public let id: String
    /// The message type with its version.
    public let type: String
    public let sender: CommandSender

    public init(id: String, type: String, sender: CommandSender) {
        self.id = id
        self.type = type
        self.sender = sender
    }
}

/// A command that was refused: who is told, what, and why.
public struct Refusal: Codable, Hashable, Sendable {
    public let cause: Cause
    public let code: RejectionCode
    /// One sentence for a person.
    public let message: String
    /// Machine-readable particulars, e.g. `revision` of a stale save.
    public let details: [String: String]

    public init(cause: Cause, code: RejectionCode, message: String, details: [String: String] = [:]) {
        self.cause = cause
        self.code = code
        self.message = message
        self.details = details
    }
}
