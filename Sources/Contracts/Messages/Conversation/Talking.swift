import Domain
import Identifiers

extension Event {
    /// Somebody said something; a note among agents is no line of the transcript.
    public struct ConversationMessage: Message {
        public static let type: MessageType = "conversation.message.v1"
        public static let summary = "Somebody said something; a note among agents is no line of the transcript."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let line: Int?
        public let text: String?
        public let from: Speaker?
        /// The sender's.
        public let messageId: String
        public let options: [Option]?
        public let attachments: [Attachment]?
        public let visibility: Visibility

        public init(
            _ about: Occurrence, line: SpokenLine?, messageId: String, options: [Option]? = nil,
            attachments: [Attachment]? = nil, visibility: Visibility
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.line = line?.line
            self.text = line?.text
            self.from = line?.from
            self.messageId = messageId
            self.options = options
            self.attachments = attachments
            self.visibility = visibility
        }

        /// A note among agents: no line of the transcript.
        public init(
            _ about: Occurrence, note text: String?, from: Speaker, messageId: String, attachments: [Attachment]?
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.line = nil
            self.text = text
            self.from = from
            self.messageId = messageId
            self.options = nil
            self.attachments = attachments
            self.visibility = .internal
        }
    }

    /// The system says something to both sides.
    public struct ConversationNotice: Message {
        public static let type: MessageType = "conversation.notice.v1"
        public static let summary = "The system says something to both sides."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let line: Int
        public let text: String
        public let from: Speaker
        public let code: NoticeCode

        public init(_ about: Occurrence, line: SpokenLine, code: NoticeCode) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.line = line.line
            self.text = line.text
            self.from = line.from
            self.code = code
        }
    }

    /// How far a transfer came.
    public struct ConversationTransferred: Message {
        public static let type: MessageType = "conversation.transferred.v1"
        public static let summary = "How far a transfer came."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let fromAgentId: AgentID?
        public let toQueueId: QueueID?
        public let toAgentId: AgentID?
        public let outcome: TransferOutcome
        /// Why it did not come about.
        public let reason: TransferReason?

        public init(
            _ about: Occurrence, fromAgentId: AgentID? = nil, toQueueId: QueueID? = nil, toAgentId: AgentID? = nil,
            outcome: TransferOutcome, reason: TransferReason? = nil
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.fromAgentId = fromAgentId
            self.toQueueId = toQueueId
            self.toAgentId = toAgentId
            self.outcome = outcome
            self.reason = reason
        }
    }

    /// The customer has no connection.
    public struct CustomerAway: Message {
        public static let type: MessageType = "conversation.customer.away.v1"
        public static let summary = "The customer has no connection."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant

        public init(_ about: Occurrence) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
        }
    }

    /// The customer has a connection again.
    public struct CustomerReturned: Message {
        public static let type: MessageType = "conversation.customer.returned.v1"
        public static let summary = "The customer has a connection again."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant

        public init(_ about: Occurrence) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
        }
    }
}
