import Identifiers

extension Desk {
    /// One conversation's place in a line.
    public struct Place: Codable, Hashable, Sendable {
        public let conversation: ConversationID
        public let queue: QueueID
        public let channel: ChannelID
        public let since: Instant
        public let atHead: Bool
        /// Agents who are not to be offered this conversation, and until when (rule 6).
        public var exclusions: [AgentID: Instant] = [:]
        public var reservation: Reservation?
        /// The position the customer was told last.
        public var toldPosition: Int
        /// When; nil: when he came.
        public var toldAt: Instant?
        /// The only agent it is for (rules 15 and 22).
        public var toAgent: AgentID?
        /// Which of the conversation's requests it is; nil for one of a conversation that did not count them yet.
        public var ticket: Int?
        /// No tab of the customer is open (rule 11); nil means that one is.
        public var isAway: Bool?
        /// Since when nobody has been logged in for it (rule 8).
        public var forsakenSince: Instant?

        var entry: Line.Entry { .init(atHead: atHead, since: since, conversation: conversation) }
    }

    /// A unit of an agent's capacity, held by an open offer (rule 4).
    public struct Reservation: Codable, Hashable, Sendable {
        public let offer: OfferID
        public let agent: AgentID
    }
}
