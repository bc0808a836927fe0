import Domain
import Identifiers

/// What can be asked (contract page, "Queries").
public enum Query {}

extension Query {
    /// Which records match; all conditions hold together.
    public struct ProtocolSearch: Message {
        public static let type: MessageType = "protocol.search.v1"
        public static let summary = "Which records match; all conditions hold together."

        public let tenant: TenantID
        public let number: ShortText?
        /// All words, ignoring case and accents, over transcript and data.
        public let text: ShortText?
        /// Any field of the customer.
        public let customer: ShortText?
        public let agentId: AgentID?
        public let channelId: ChannelID?
        public let queueId: QueueID?
        public let state: RecordState?
        public let from: Instant?
        public let to: Instant?
        public let limit: PageSize?
        public let cursor: ShortText?

        public init(
            tenant: TenantID, number: ShortText? = nil, text: ShortText? = nil, customer: ShortText? = nil,
            agentId: AgentID? = nil, channelId: ChannelID? = nil, queueId: QueueID? = nil, state: RecordState? = nil,
            from: Instant? = nil, to: Instant? = nil, limit: PageSize? = nil, cursor: ShortText? = nil
        ) {
            self.tenant = tenant
            self.number = number
            self.text = text
            self.customer = customer
            self.agentId = agentId
            self.channelId = channelId
            self.queueId = queueId
            self.state = state
            self.from = from
            self.to = to
            self.limit = limit
            self.cursor = cursor
        }
    }

    /// One record with its transcript.
    public struct ProtocolRead: Message {
        public static let type: MessageType = "protocol.read.v1"
        public static let summary = "One record with its transcript."
        public static let rules: [Rule] = [.anyOf([["number"], ["conversationId"]])]

        public let tenant: TenantID
        public let number: ShortText?
        public let conversationId: ConversationID?
        public let afterLine: Natural?
        public let limit: ReadSize?

        public init(
            tenant: TenantID, number: ShortText? = nil, conversationId: ConversationID? = nil,
            afterLine: Natural? = nil, limit: ReadSize? = nil
        ) {
            self.tenant = tenant
            self.number = number
            self.conversationId = conversationId
            self.afterLine = afterLine
            self.limit = limit
        }
    }

    /// For whom a conversation is read.
    public enum Reader: String, Codable, Hashable, Sendable, CaseIterable, Word {
        case customer
        case agent
    }

    /// The events of one conversation that one audience sees, from a number on.
    public struct ConversationRead: Message {
        public static let type: MessageType = "conversation.read.v1"
        public static let summary = "The events of one conversation that one audience sees, from a number on."
        public static let rules: [Rule] = [.anyOf([["conversationId"], ["channelId", "sessionId"]])]

        public let tenant: TenantID
        public let channelId: ChannelID?
        public let sessionId: SessionID?
        public let conversationId: ConversationID?
        public let audience: Reader
        public let afterSeq: Natural?
        public let limit: ReadSize?

        public init(
            tenant: TenantID, channelId: ChannelID? = nil, sessionId: SessionID? = nil,
            conversationId: ConversationID? = nil, audience: Reader, afterSeq: Natural? = nil, limit: ReadSize? = nil
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.conversationId = conversationId
            self.audience = audience
            self.afterSeq = afterSeq
            self.limit = limit
        }
    }

    /// Whether a channel is open, and for what.
    public struct ChannelStatus: Message {
        public static let type: MessageType = "channel.status.v1"
        public static let summary = "Whether a channel is open, and for what."

        public let tenant: TenantID
        public let channelId: ChannelID

        public init(tenant: TenantID, channelId: ChannelID) {
            self.tenant = tenant
            self.channelId = channelId
        }
    }

    /// Who waits in the queues and who serves them.
    public struct QueueStatus: Message {
        public static let type: MessageType = "queue.status.v1"
        public static let summary = "Who waits in the queues and who serves them."

        public let tenant: TenantID
        public let queueId: QueueID?
        public let cursor: ShortText?

        public init(tenant: TenantID, queueId: QueueID? = nil, cursor: ShortText? = nil) {
            self.tenant = tenant
            self.queueId = queueId
            self.cursor = cursor
        }
    }
}
