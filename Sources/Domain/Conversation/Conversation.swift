import Identifiers

/// One customer session from start to saved protocol (atendimento): a value that decides.
///
/// Events go in with the time, actions come out in the order in which they are to be carried out. Nothing here reads a
/// clock, rolls dice or waits. Competition with other conversations (lines, agents, capacity) is the ``Desk``'s; the
/// two talk by messages only.
public struct Conversation: Codable, Hashable, Sendable {
    public let identity: Identity
    /// What changes with every line. Kept apart, so that a store can write it without the rest.
    public internal(set) var progress: Progress
    /// What changes rarely.
    public internal(set) var facts: Facts

    public struct Identity: Codable, Hashable, Sendable {
        public let id: ConversationID
        public let tenant: TenantID
        public let channel: ChannelID
        public let session: SessionID
        public let protocolNumber: String
        public let openedAt: Instant

        public init(
            id: ConversationID, tenant: TenantID, channel: ChannelID, session: SessionID, protocolNumber: String,
            openedAt: Instant
        ) {
            self.id = id
            self.tenant = tenant
            self.channel = channel
            self.session = session
            self.protocolNumber = protocolNumber
            self.openedAt = openedAt
        }
    }

    public struct Progress: Codable, Hashable, Sendable {
        /// The number of the last event.
        public var seq: Int
        /// The number of the last line.
        public var line: Int
        /// The time of the last event; a later one is never dated before it.
        public var lastEventAt: Instant
        public var lastCustomerAt: Instant

        public init(seq: Int, line: Int, lastEventAt: Instant, lastCustomerAt: Instant) {
            self.seq = seq
            self.line = line
            self.lastEventAt = lastEventAt
            self.lastCustomerAt = lastCustomerAt
        }
    }

    public struct Facts: Codable, Hashable, Sendable {
        public var state: State
        public var customer: Customer?
        public var attributes: [String: String]
        public var page: Page?
        public var locale: String?
        public var subject: SubjectID?
        public var summary: String?
        public var previousProtocol: String?
        /// The bot that was in the conversation last; what it says afterwards is fenced off (rule 13).
        public var lastBot: BotID?
        /// The options on the customer's screen, the newest first; a pick is written as its label.
        public var options: [Option]
        /// Counts the bot's turns.
        public var turns: Int
        /// Since when no tab of the customer is open (rule 11).
        public var awaySince: Instant?
        /// When the person's data was erased (rule 25).
        public var erasedAt: Instant?
        /// Counts the requests for a place, so that an answer to an older one is known; nil for none.
        public var ticket: Int?
        /// The connections of the customer that are known to be open, the oldest first; nil for none (rule 16).
        public var connections: [String]?
    }

    /// The page of the company's site the customer came from.
    public struct Page: Codable, Hashable, Sendable {
        public let url: String?
        public let title: String?

        public init(url: String? = nil, title: String? = nil) {
            self.url = url
            self.title = title
        }
    }

    public init(identity: Identity, progress: Progress, facts: Facts) {
        self.identity = identity
        self.progress = progress
        self.facts = facts
    }

    public var id: ConversationID { identity.id }
    public var state: State { facts.state }

    public var isClosed: Bool {
        if case .closed = state { true } else { false }
    }

    /// The agent in service or wrapping up.
    public var servingAgent: AgentID? {
        switch state {
        case .inService(let service), .wrapUp(let service): service.agent
        case .withBot, .choosing, .formOffered, .waiting, .offered, .closed: nil
        }
    }

    /// The open card, as its agent was shown it; nil if no offer is open.
    public func openCard(in tenant: Tenant) -> ConversationEvent.Card? {
        let step = Step(self, tenant: tenant, now: progress.lastEventAt)
        guard case .offered(let waiting, let offer) = state else { return step.openTransferCard() }
        return step.card(of: offer, waiting)
    }
}
