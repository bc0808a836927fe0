import Domain
import Identifiers

extension Event {
    /// The customer waits; told on entry and when the position changes.
    public struct ConversationQueued: Message {
        public static let type: MessageType = "conversation.queued.v1"
        public static let summary = "The customer waits; told on entry and when the position changes."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let queueId: QueueID
        public let subjectId: SubjectID?
        public let position: Int
        public let estimatedWaitSeconds: Int?

        public init(
            _ about: Occurrence, queueId: QueueID, subjectId: SubjectID? = nil, position: Int,
            estimatedWaitSeconds: Int? = nil
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.queueId = queueId
            self.subjectId = subjectId
            self.position = position
            self.estimatedWaitSeconds = estimatedWaitSeconds
        }
    }

    /// The channel of a card.
    public struct OfferingChannel: Codable, Hashable, Sendable {
        public let channelId: ChannelID
        /// webchat
        public let type: String
        public let name: String

        public init(channelId: ChannelID, type: String, name: String) {
            self.channelId = channelId
            self.type = type
            self.name = name
        }
    }

    /// A card: this conversation is offered to this agent.
    public struct ConversationOffered: Message {
        public static let type: MessageType = "conversation.offered.v1"
        public static let summary = "A card: this conversation is offered to this agent."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let agentId: AgentID
        public let offerId: OfferID
        public let expiresAt: Instant
        public let channel: OfferingChannel
        public let queueId: QueueID
        public let subjectId: SubjectID?
        public let customer: Customer?
        public let waitingSince: Instant
        public let summary: String?
        public let attributes: [String: String]?
        public let fromAgentId: AgentID?
        public let note: String?

        public init(
            _ about: Occurrence, agentId: AgentID, offerId: OfferID, expiresAt: Instant, channel: OfferingChannel,
            queueId: QueueID, subjectId: SubjectID? = nil, customer: Customer? = nil, waitingSince: Instant,
            summary: String? = nil, attributes: [String: String]? = nil, fromAgentId: AgentID? = nil,
            note: String? = nil
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.agentId = agentId
            self.offerId = offerId
            self.expiresAt = expiresAt
            self.channel = channel
            self.queueId = queueId
            self.subjectId = subjectId
            self.customer = customer
            self.waitingSince = waitingSince
            self.summary = summary
            self.attributes = attributes
            self.fromAgentId = fromAgentId
            self.note = note
        }
    }

    /// The card is void.
    public struct OfferWithdrawn: Message {
        public static let type: MessageType = "conversation.offer.withdrawn.v1"
        public static let summary = "The card is void."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let agentId: AgentID
        public let offerId: OfferID
        public let reason: WithdrawalReason
        /// What the agent said of it when he declined.
        public let note: String?

        public init(
            _ about: Occurrence, agentId: AgentID, offerId: OfferID, reason: WithdrawalReason, note: String? = nil
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.agentId = agentId
            self.offerId = offerId
            self.reason = reason
            self.note = note
        }
    }

    /// An agent took the conversation.
    public struct ConversationAccepted: Message {
        public static let type: MessageType = "conversation.accepted.v1"
        public static let summary = "An agent took the conversation."

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
        public let agentId: AgentID
        public let agentName: String
        public let offerId: OfferID

        public init(_ about: Occurrence, line: SpokenLine, agentId: AgentID, agentName: String, offerId: OfferID) {
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
            self.agentId = agentId
            self.agentName = agentName
            self.offerId = offerId
        }
    }
}
