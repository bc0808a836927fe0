import Domain
import Identifiers

extension Event {
    /// A channel an agent may log in to.
    public struct AgentChannel: Codable, Hashable, Sendable {
        public let channelId: ChannelID
        public let name: String
        /// webchat
        public let type: String
        public let loggedIn: Bool

        public init(channelId: ChannelID, name: String, type: String, loggedIn: Bool) {
            self.channelId = channelId
            self.name = name
            self.type = type
            self.loggedIn = loggedIn
        }
    }

    /// What the agent is doing now.
    public struct AgentStateChanged: Message {
        public static let type: MessageType = "agent.state.changed.v1"
        public static let summary = "What the agent is doing now."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let version: Int
        public let status: AgentStatus
        public let channels: [AgentChannel]
        public let active: Int
        public let offered: Int
        public let capacity: Int
        /// The supervisor who logged him out.
        public let supervisorId: SupervisorID?
        /// What the supervisor gave as the reason.
        public let reason: String?

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, version: Int, status: AgentStatus,
            channels: [AgentChannel], active: Int, offered: Int, capacity: Int, supervisorId: SupervisorID? = nil,
            reason: String? = nil
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.version = version
            self.status = status
            self.channels = channels
            self.active = active
            self.offered = offered
            self.capacity = capacity
            self.supervisorId = supervisorId
            self.reason = reason
        }
    }

    /// One conversation of an agent.
    public struct AgentConversation: Codable, Hashable, Sendable {
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let state: ServiceState
        public let seq: Int
        public let line: Int
        public let customer: Customer?

        public init(
            conversationId: ConversationID, protocol: String, channelId: ChannelID, sessionId: SessionID,
            state: ServiceState, seq: Int, line: Int, customer: Customer? = nil
        ) {
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.channelId = channelId
            self.sessionId = sessionId
            self.state = state
            self.seq = seq
            self.line = line
            self.customer = customer
        }
    }

    /// The whole state of an agent, asked for with agent.sync.requested.v1.
    public struct AgentSnapshot: Message {
        public static let type: MessageType = "agent.snapshot.v1"
        public static let summary = "The whole state of an agent, asked for with agent.sync.requested.v1."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let version: Int
        public let status: AgentStatus
        public let channels: [AgentChannel]
        public let active: Int
        public let offered: Int
        public let capacity: Int
        public let cards: [ConversationOffered]
        public let conversations: [AgentConversation]

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, version: Int, status: AgentStatus,
            channels: [AgentChannel], active: Int, offered: Int, capacity: Int, cards: [ConversationOffered],
            conversations: [AgentConversation]
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.version = version
            self.status = status
            self.channels = channels
            self.active = active
            self.offered = offered
            self.capacity = capacity
            self.cards = cards
            self.conversations = conversations
        }
    }
}
