import Identifiers

extension Desk {
    /// One agent as the desk sees him: what he is logged in to, what he does, what he holds.
    public struct Agent: Codable, Hashable, Sendable {
        public let id: AgentID
        public var channels: Set<ChannelID> = []
        public var paused = false
        /// Set after missed offers, until he clicks back (rule 6).
        public var away = false
        /// The last login that has come here.
        public var loggedInAt: Instant?
        /// When the lease ran out; nil while it holds.
        public var lostAt: Instant?
        public var active: [ConversationID: Work] = [:]
        public var offered: [ConversationID: OfferID] = [:]
        public var lastAcceptAt: Instant?
        public var missedInRow = 0
        /// Logouts that wait for an open card's fate (page 2, "Logout with a card open"), in the order of asking.
        public var leaving: [Leaving] = []
        public var published: AgentState?

        /// A conversation an agent accepted.
        public struct Work: Codable, Hashable, Sendable {
            public var state: ServiceState
            public let channel: ChannelID
            public let queue: QueueID
        }

        public struct Leaving: Codable, Hashable, Sendable {
            public var channels: Set<ChannelID>
            public let cause: Cause
        }

        init(id: AgentID) { self.id = id }

        /// Units of capacity in use: offers and wrap-ups hold one each (rules 4 and 17).
        public var load: Int { active.count + offered.count }

        var isLoggedIn: Bool { !channels.isEmpty && lostAt == nil }

        /// The first that holds (contract page, `agent.state.changed.v1`).
        public var status: AgentStatus {
            if !isLoggedIn { return .offline }
            if away { return .away }
            if paused { return .paused }
            if active.values.contains(where: { $0.state == .inService }) { return .inService }
            return .available
        }

        func isLoggedIn(to channel: ChannelID) -> Bool {
            lostAt == nil && channels.contains(channel)
        }

        func isInService(onAnyOf channels: Set<ChannelID>) -> Bool {
            active.values.contains { $0.state == .inService && channels.contains($0.channel) }
        }

        func state(capacity: Int, version: Int) -> AgentState {
            AgentState(
                agent: id, version: version, status: status, channels: lostAt == nil ? channels : [],
                active: active.count, offered: offered.count, capacity: capacity)
        }
    }
}
