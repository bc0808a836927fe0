import Identifiers

extension Desk {
    /// What can happen to a tenant's desk.
    public enum Event: Codable, Hashable, Sendable {
        case conversation(ConversationID, ConversationNote)
        case agent(AgentID, AgentNote)
        case timer(Timer)
    }

    /// What a conversation tells the desk.
    public enum ConversationNote: Codable, Hashable, Sendable {
        case enqueue(PlaceRequest)
        /// The customer is gone; the place is free.
        case left
        /// The place is free because the conversation goes on elsewhere.
        case placeGivenBack
        /// No tab of the customer is open; he keeps his place and is passed over meanwhile (rule 11).
        case customerAway
        case customerReturned
        case resolved(OfferID, Resolution)
        case wrapUp(AgentID)
        case released(AgentID)
    }

    /// A place a conversation asks for.
    public struct PlaceRequest: Codable, Hashable, Sendable {
        public let queue: QueueID
        public let channel: ChannelID
        public let since: Instant
        /// Before everybody; such a place is never refused (rule 10).
        public let atHead: Bool
        /// Had the place before and gave it back for a while: not refused either.
        public let hadPlace: Bool?
        /// What the conversation checked before it asked; the desk's answer goes on from there (rule 24).
        public let checks: [Check]?
        /// The only agent it is for (rules 15 and 22).
        public let toAgent: AgentID?
        /// An agent it is not for, for a while.
        public let notTo: Exclusion?
        /// Which of the conversation's requests it is; the answers name it.
        public let ticket: Int?
        /// The customer is away already.
        public let isAway: Bool?

        public init(
            queue: QueueID, channel: ChannelID, since: Instant, atHead: Bool, hadPlace: Bool = false,
            checks: [Check]? = nil, toAgent: AgentID? = nil, notTo: Exclusion? = nil, ticket: Int? = nil,
            isAway: Bool = false
        ) {
            self.toAgent = toAgent
            self.notTo = notTo
            self.ticket = ticket
            self.isAway = isAway
            self.queue = queue
            self.channel = channel
            self.since = since
            self.atHead = atHead
            self.hadPlace = hadPlace
            self.checks = checks
        }
    }

    /// An agent who is not to be offered a conversation, and until when.
    public struct Exclusion: Codable, Hashable, Sendable {
        public let agent: AgentID
        public let until: Instant

        public init(agent: AgentID, until: Instant) {
            self.agent = agent
            self.until = until
        }
    }

    /// What became of an offer.
    public enum Resolution: String, Codable, Hashable, Sendable, CaseIterable {
        case accepted
        case declined
        case expired
        /// Taken back by the desk itself.
        case withdrawn
        /// The conversation has moved on; the offer is void for good.
        case gone
    }

    /// What `agent-presence` tells the desk, and what an agent asks of it.
    public enum AgentNote: Codable, Hashable, Sendable {
        /// With the moment, by which a later login is told from the one a supervisor ended.
        case loggedIn([ChannelID], at: Instant? = nil)
        /// Nil means all channels.
        case logoutRequested([ChannelID]?, Cause)
        case paused
        case resumed
        case leaseExpired(at: Instant)
        case leaseResumed
        /// The time to resume is over; the agent is logged out.
        case leaseEnded
        case syncRequested(Cause)
        /// A supervisor logs him out, whatever he is doing (rule 22).
        case dismissed(Cause, reason: String)
    }

    /// The timers of a desk; each is named by what it is about, so that setting one replaces only its own.
    public enum Timer: Codable, Hashable, Sendable {
        /// An agent may be offered a conversation again (rule 6).
        case exclusion(ConversationID, AgentID)
        /// An offer was not answered in time (page 2).
        case reservation(ConversationID, OfferID)
        /// Nobody has been logged in for a queue for too long (rule 8).
        case nobody(QueueID)
        /// Those far behind in a line may be told their position again.
        case positions(QueueID)
        /// The figures of a queue are looked at again.
        case figures(QueueID)
    }
}
