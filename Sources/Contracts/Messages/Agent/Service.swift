import Domain
import Identifiers

extension FromAgent {
    /// The agent takes the conversation (Aceitar).
    public struct CardAccepted: Message {
        public static let type: MessageType = "agent.card.accepted.v1"
        public static let summary = "The agent takes the conversation (Aceitar)."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID
        public let offerId: OfferID
        public let reason: ShortText?

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID, offerId: OfferID,
            reason: ShortText? = nil
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
            self.offerId = offerId
            self.reason = reason
        }
    }

    /// The agent does not take the conversation.
    public struct CardDeclined: Message {
        public static let type: MessageType = "agent.card.declined.v1"
        public static let summary = "The agent does not take the conversation."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID
        public let offerId: OfferID
        public let reason: ShortText?

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID, offerId: OfferID,
            reason: ShortText? = nil
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
            self.offerId = offerId
            self.reason = reason
        }
    }

    /// The agent writes to the customer, or a note among agents.
    public struct MessageSent: Message {
        public static let type: MessageType = "agent.message.sent.v1"
        public static let summary = "The agent writes to the customer, or a note among agents."
        public static let rules: [Rule] = [.anyOf([["text"], ["attachments"]])]

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID
        public let text: MessageText?
        public let attachments: [Attachment]?
        /// Public if absent.
        public let visibility: Visibility?

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID, text: MessageText? = nil,
            attachments: [Attachment]? = nil, visibility: Visibility? = nil
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
            self.text = text
            self.attachments = attachments
            self.visibility = visibility
        }
    }

    /// The agent hands the conversation to a queue or to another agent.
    public struct TransferRequested: Message {
        public static let type: MessageType = "agent.transfer.requested.v1"
        public static let summary = "The agent hands the conversation to a queue or to another agent."
        public static let rules: [Rule] = [.anyOf([["queueId"], ["toAgentId"]]), .notBoth("queueId", "toAgentId")]

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID
        public let queueId: QueueID?
        public let toAgentId: AgentID?
        public let note: LongText?

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID, queueId: QueueID? = nil,
            toAgentId: AgentID? = nil, note: LongText? = nil
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
            self.queueId = queueId
            self.toAgentId = toAgentId
            self.note = note
        }
    }

    /// The agent takes the transfer back before it was accepted.
    public struct TransferCancelled: Message {
        public static let type: MessageType = "agent.transfer.cancelled.v1"
        public static let summary = "The agent takes the transfer back before it was accepted."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID

        public init(tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
        }
    }

    /// The agent ends the session with the customer (Finalizar); the record stays editable.
    public struct SessionFinished: Message {
        public static let type: MessageType = "agent.session.finished.v1"
        public static let summary =
            "The agent ends the session with the customer (Finalizar); the record stays editable."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID

        public init(tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
        }
    }

    /// The agent saves the record (Salvar atendimento), finally or as a draft.
    public struct ProtocolSaved: Message {
        public static let type: MessageType = "agent.protocol.saved.v1"
        public static let summary = "The agent saves the record (Salvar atendimento), finally or as a draft."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let conversationId: ConversationID
        /// The one it was read at.
        public let revision: Revision
        /// Replaces the whole object; absent, it stays.
        public let customer: [String: JSONValue]?
        /// Replaces the whole object; absent, it stays.
        public let service: [String: JSONValue]?
        public let `final`: Bool

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, conversationId: ConversationID, revision: Revision,
            customer: [String: JSONValue]? = nil, service: [String: JSONValue]? = nil, final: Bool
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.conversationId = conversationId
            self.revision = revision
            self.customer = customer
            self.service = service
            self.final = final
        }
    }
}
