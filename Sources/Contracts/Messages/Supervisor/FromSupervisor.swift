import Domain
import Identifiers

/// What a supervisor front end publishes (contract page).
public enum FromSupervisor {}

extension FromSupervisor {
    /// A supervisor closes a conversation.
    public struct ConversationClosed: Message {
        public static let type: MessageType = "supervisor.conversation.closed.v1"
        public static let summary = "A supervisor closes a conversation."

        public let tenant: TenantID
        public let supervisorId: SupervisorID
        public let at: Instant
        public let reason: ReasonText
        public let conversationId: ConversationID

        public init(
            tenant: TenantID, supervisorId: SupervisorID, at: Instant, reason: ReasonText,
            conversationId: ConversationID
        ) {
            self.tenant = tenant
            self.supervisorId = supervisorId
            self.at = at
            self.reason = reason
            self.conversationId = conversationId
        }
    }

    /// A supervisor puts a conversation back into its queue.
    public struct ConversationRequeued: Message {
        public static let type: MessageType = "supervisor.conversation.requeued.v1"
        public static let summary = "A supervisor puts a conversation back into its queue."

        public let tenant: TenantID
        public let supervisorId: SupervisorID
        public let at: Instant
        public let reason: ReasonText
        public let conversationId: ConversationID

        public init(
            tenant: TenantID, supervisorId: SupervisorID, at: Instant, reason: ReasonText,
            conversationId: ConversationID
        ) {
            self.tenant = tenant
            self.supervisorId = supervisorId
            self.at = at
            self.reason = reason
            self.conversationId = conversationId
        }
    }

    /// A supervisor gives a conversation to an agent or a queue.
    public struct ConversationReassigned: Message {
        public static let type: MessageType = "supervisor.conversation.reassigned.v1"
        public static let summary = "A supervisor gives a conversation to an agent or a queue."
        public static let rules: [Rule] = [.anyOf([["toAgentId"], ["queueId"]]), .notBoth("toAgentId", "queueId")]

        public let tenant: TenantID
        public let supervisorId: SupervisorID
        public let at: Instant
        public let reason: ReasonText
        public let conversationId: ConversationID
        public let toAgentId: AgentID?
        public let queueId: QueueID?

        public init(
            tenant: TenantID, supervisorId: SupervisorID, at: Instant, reason: ReasonText,
            conversationId: ConversationID, toAgentId: AgentID? = nil, queueId: QueueID? = nil
        ) {
            self.tenant = tenant
            self.supervisorId = supervisorId
            self.at = at
            self.reason = reason
            self.conversationId = conversationId
            self.toAgentId = toAgentId
            self.queueId = queueId
        }
    }

    /// A supervisor logs an agent out.
    public struct AgentLoggedOut: Message {
        public static let type: MessageType = "supervisor.agent.loggedout.v1"
        public static let summary = "A supervisor logs an agent out."

        public let tenant: TenantID
        public let supervisorId: SupervisorID
        public let at: Instant
        public let reason: ReasonText
        public let agentId: AgentID

        public init(tenant: TenantID, supervisorId: SupervisorID, at: Instant, reason: ReasonText, agentId: AgentID) {
            self.tenant = tenant
            self.supervisorId = supervisorId
            self.at = at
            self.reason = reason
            self.agentId = agentId
        }
    }

    /// A supervisor saves a record.
    public struct ProtocolSaved: Message {
        public static let type: MessageType = "supervisor.protocol.saved.v1"
        public static let summary = "A supervisor saves a record."

        public let tenant: TenantID
        public let supervisorId: SupervisorID
        public let at: Instant
        public let reason: ReasonText
        public let conversationId: ConversationID
        /// The one it was read at.
        public let revision: Revision
        /// Replaces the whole object; absent, it stays.
        public let customer: [String: JSONValue]?
        /// Replaces the whole object; absent, it stays.
        public let service: [String: JSONValue]?
        public let `final`: Bool

        public init(
            tenant: TenantID, supervisorId: SupervisorID, at: Instant, reason: ReasonText,
            conversationId: ConversationID, revision: Revision, customer: [String: JSONValue]? = nil,
            service: [String: JSONValue]? = nil, final: Bool
        ) {
            self.tenant = tenant
            self.supervisorId = supervisorId
            self.at = at
            self.reason = reason
            self.conversationId = conversationId
            self.revision = revision
            self.customer = customer
            self.service = service
            self.final = final
        }
    }

    /// A supervisor erases a person's data from a conversation that has ended (rule 25).
    public struct ProtocolErased: Message {
        public static let type: MessageType = "supervisor.protocol.erased.v1"
        public static let summary =
            "A supervisor erases a person's data from a conversation that has ended: names, texts and salts."

        public let tenant: TenantID
        public let supervisorId: SupervisorID
        public let at: Instant
        public let reason: ReasonText
        public let conversationId: ConversationID

        public init(
            tenant: TenantID, supervisorId: SupervisorID, at: Instant, reason: ReasonText,
            conversationId: ConversationID
        ) {
            self.tenant = tenant
            self.supervisorId = supervisorId
            self.at = at
            self.reason = reason
            self.conversationId = conversationId
        }
    }
}
