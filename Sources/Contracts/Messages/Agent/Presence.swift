import Identifiers

/// What an agent front end publishes (contract page).
public enum FromAgent {}

extension FromAgent {
    /// The agent takes chats of these channels: all of them or, on a mistake, none.
    public struct ChannelLogin: Message {
        public static let type: MessageType = "agent.channel.login.v1"
        public static let summary = "The agent takes chats of these channels: all of them or, on a mistake, none."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let channelIds: [ChannelID]
        /// Per agent, not per device; 30 if absent.
        public let leaseSeconds: LeaseSeconds?

        public init(
            tenant: TenantID, agentId: AgentID, at: Instant, channelIds: [ChannelID], leaseSeconds: LeaseSeconds? = nil
        ) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.channelIds = channelIds
            self.leaseSeconds = leaseSeconds
        }
    }

    /// The agent takes no more chats of these channels, or of any.
    public struct ChannelLogout: Message {
        public static let type: MessageType = "agent.channel.logout.v1"
        public static let summary = "The agent takes no more chats of these channels, or of any."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let channelIds: [ChannelID]?

        public init(tenant: TenantID, agentId: AgentID, at: Instant, channelIds: [ChannelID]? = nil) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.channelIds = channelIds
        }
    }

    /// The agent is still there; renews the lease.
    public struct Heartbeat: Message {
        public static let type: MessageType = "agent.heartbeat.v1"
        public static let summary = "The agent is still there; renews the lease."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant

        public init(tenant: TenantID, agentId: AgentID, at: Instant) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
        }
    }

    /// The agent takes a break.
    public struct Paused: Message {
        public static let type: MessageType = "agent.paused.v1"
        public static let summary = "The agent takes a break."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let reason: ShortText?

        public init(tenant: TenantID, agentId: AgentID, at: Instant, reason: ShortText? = nil) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.reason = reason
        }
    }

    /// The agent is back from a break or from being set away.
    public struct Resumed: Message {
        public static let type: MessageType = "agent.resumed.v1"
        public static let summary = "The agent is back from a break or from being set away."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant
        public let reason: ShortText?

        public init(tenant: TenantID, agentId: AgentID, at: Instant, reason: ShortText? = nil) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
            self.reason = reason
        }
    }

    /// The front end asks for the whole state, answered with agent.snapshot.v1.
    public struct SyncRequested: Message {
        public static let type: MessageType = "agent.sync.requested.v1"
        public static let summary = "The front end asks for the whole state, answered with agent.snapshot.v1."

        public let tenant: TenantID
        public let agentId: AgentID
        public let at: Instant

        public init(tenant: TenantID, agentId: AgentID, at: Instant) {
            self.tenant = tenant
            self.agentId = agentId
            self.at = at
        }
    }
}
