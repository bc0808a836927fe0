import Domain
import Identifiers

extension Event {
    /// One line of a transcript as an agent sees it.
    public struct TranscriptLine: Codable, Hashable, Sendable {
        public let line: Int
        public let seq: Int
        public let at: Instant
        public let from: Speaker
        public let text: String
        public let messageId: String?
        public let options: [Option]?

        public init(
            line: Int, seq: Int, at: Instant, from: Speaker, text: String, messageId: String? = nil,
            options: [Option]? = nil
        ) {
            self.line = line
            self.seq = seq
            self.at = at
            self.from = from
            self.text = text
            self.messageId = messageId
            self.options = options
        }
    }

    /// The record, for the agent who accepted: its data and the last lines.
    public struct ProtocolOpened: Message {
        public static let type: MessageType = "protocol.opened.v1"
        public static let summary = "The record, for the agent who accepted: its data and the last lines."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let at: Instant
        public let `protocol`: String
        public let agentId: AgentID?
        public let revision: Int
        public let customer: [String: JSONValue]
        public let service: [String: JSONValue]
        /// The last 50 lines, at most 128 KiB.
        public let transcript: [TranscriptLine]
        public let truncated: Bool

        public init(
            tenant: TenantID, conversationId: ConversationID, at: Instant, protocol: String, agentId: AgentID? = nil,
            revision: Int, customer: [String: JSONValue], service: [String: JSONValue], transcript: [TranscriptLine],
            truncated: Bool
        ) {
            self.tenant = tenant
            self.conversationId = conversationId
            self.at = at
            self.protocol = `protocol`
            self.agentId = agentId
            self.revision = revision
            self.customer = customer
            self.service = service
            self.transcript = transcript
            self.truncated = truncated
        }
    }

    /// The record was saved.
    public struct ProtocolRevised: Message {
        public static let type: MessageType = "protocol.revised.v1"
        public static let summary = "The record was saved."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let at: Instant
        public let `protocol`: String
        public let revision: Int
        public let `final`: Bool
        public let customer: [String: JSONValue]
        public let service: [String: JSONValue]

        public init(
            tenant: TenantID, conversationId: ConversationID, at: Instant, protocol: String, revision: Int,
            final: Bool, customer: [String: JSONValue], service: [String: JSONValue]
        ) {
            self.tenant = tenant
            self.conversationId = conversationId
            self.at = at
            self.protocol = `protocol`
            self.revision = revision
            self.final = final
            self.customer = customer
            self.service = service
        }
    }

    /// Something was refused; says what and why. Goes to whoever sent it.
    public struct CommandRejected: Message {
        public static let type: MessageType = "command.rejected.v1"
        public static let summary = "Something was refused; says what and why. Goes to whoever sent it."

        public let tenant: TenantID
        public let at: Instant
        /// The message-id of what was refused; empty if it had none.
        public let commandId: String
        public let commandType: String
        public let code: RejectionCode
        /// A sentence.
        public let message: String
        public let details: [String: JSONValue]?
        public let channelId: ChannelID?
        public let sessionId: SessionID?
        public let agentId: AgentID?
        public let supervisorId: SupervisorID?
        public let botId: BotID?
        public let conversationId: ConversationID?

        public init(
            tenant: TenantID, at: Instant, commandId: String, commandType: String, code: RejectionCode,
            message: String, details: [String: JSONValue]? = nil, channelId: ChannelID? = nil,
            sessionId: SessionID? = nil, agentId: AgentID? = nil, supervisorId: SupervisorID? = nil,
            botId: BotID? = nil, conversationId: ConversationID? = nil
        ) {
            self.tenant = tenant
            self.at = at
            self.commandId = commandId
            self.commandType = commandType
            self.code = code
            self.message = message
            self.details = details
            self.channelId = channelId
            self.sessionId = sessionId
            self.agentId = agentId
            self.supervisorId = supervisorId
            self.botId = botId
            self.conversationId = conversationId
        }
    }

    /// A person's data is gone from a record; the numbers and the chain stay.
    public struct ProtocolErased: Message {
        public static let type: MessageType = "protocol.erased.v1"
        public static let summary = "A person's data is gone from a record; its numbers and its chain stay."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let at: Instant
        public let `protocol`: String
        public let supervisorId: SupervisorID

        public init(
            tenant: TenantID, conversationId: ConversationID, at: Instant, protocol: String, supervisorId: SupervisorID
        ) {
            self.tenant = tenant
            self.conversationId = conversationId
            self.at = at
            self.protocol = `protocol`
            self.supervisorId = supervisorId
        }
    }
}
