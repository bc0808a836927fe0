import Identifiers

extension Conversation {
    /// Where a conversation stands.
    ///
    /// ```
    ///   opened ─┬─> withBot ──┬──────────────┐
    ///           │             v              v
    ///           ├─────────> choosing ────> waiting <──> offered ──> inService ──> wrapUp
    ///           │             │              ^            │            │ (agent lost: waiting)
    ///           │             v              │            │            │             │
    ///           │    formOffered ────────────┤            │            │             │
    ///           v             v              v            v            v             v
    ///           └───────────────────────> closed <────────────────────────────────────
    /// ```
    ///
    /// A transfer (rule 15) happens inside `inService`. A supervisor can bring whatever has not been accepted into a
    /// line, and end anything (rule 22).
    public enum State: Codable, Hashable, Sendable {
        /// The bot answers (flow 1).
        case withBot(BotTalk)
        /// The subjects are offered; nothing is chosen yet (flow 3).
        case choosing
        /// Refused, with a form to fill in; another subject may be picked, too (rule 1).
        case formOffered(FormOffer)
        /// In a queue's line, or on the way into it.
        case waiting(Waiting)
        /// Still in its place in the line, one card is open (rule 4).
        case offered(Waiting, Offer)
        /// An agent accepted.
        case inService(Service)
        /// The customer's session has ended, the record has not been saved finally (rule 17).
        case wrapUp(Service)
        case closed(Closing)
    }

    /// A talk with a bot.
    public struct BotTalk: Codable, Hashable, Sendable {
        public var bot: BotID
        public var phase: Phase

        public enum Phase: Codable, Hashable, Sendable {
            /// Nothing is asked of the bot.
            case idle
            /// The customer's messages that are unanswered, the oldest first, at least one (rule 13).
            case asked([Question])
            /// The bot asked for a human; the desk has been asked for a place.
            case handingOver(Target)
            /// The hand-over was refused; the bot may speak for a moment (rule 14).
            case refused(RefusalReason, nextOpenAt: Instant?, target: Target?)
        }

        /// A customer's message that the bot is to answer.
        public struct Question: Codable, Hashable, Sendable {
            public var turn: TurnID
            /// When it was put before the bot.
            public let at: Instant
            /// The bot asked for its longer time.
            public var acknowledged = false
        }
    }

    /// A form on the customer's screen, as it was offered, and what it stands for.
    public struct FormOffer: Codable, Hashable, Sendable {
        public let form: Form
        public let reason: RefusalReason
        public let nextOpenAt: Instant?
        public let target: Target
    }

    /// Where a conversation is to be queued, and on what ground.
    public struct Target: Codable, Hashable, Sendable {
        public var queue: QueueID
        public var subject: SubjectID?

        public init(queue: QueueID, subject: SubjectID? = nil) {
            self.queue = queue
            self.subject = subject
        }
    }

    /// A place in a line.
    public struct Waiting: Codable, Hashable, Sendable {
        public var queue: QueueID
        public var since: Instant
        /// A conversation whose agent was lost stands before everybody (rule 10).
        public var atHead: Bool
        /// The last position the customer was told; nil until the desk has taken the conversation in.
        public var position: Int?
        /// Whom a supervisor gave it to; for a while nobody else is asked (rule 22).
        public var toAgent: AgentID?
        /// The place was given back while the conversation is parked; it is asked for again afterwards.
        public var isParked: Bool?
    }

    /// A card on one agent's screen.
    public struct Offer: Codable, Hashable, Sendable {
        public let id: OfferID
        public let agent: AgentID
        public let expiresAt: Instant

        public init(id: OfferID, agent: AgentID, expiresAt: Instant) {
            self.id = id
            self.agent = agent
            self.expiresAt = expiresAt
        }
    }

    /// An agent's work on a conversation.
    public struct Service: Codable, Hashable, Sendable {
        public let agent: AgentID
        public let queue: QueueID
        /// The offer that was accepted; a second accept of it is answered `offer_taken`.
        public let offer: OfferID
        /// When the agent's lease ran out, until he is back (rule 10).
        public var lostAt: Instant?
        public var customerWasTold = false
        public var idleWarned = false
        /// Saves forwarded to the book that it has not answered yet; the end of the wrap-up waits for them.
        public var pendingSaves = 0
        /// The wrap-up's time is over and only a pending save holds it open.
        public var wrapUpIsOver = false
        /// On its way to somebody else; the agent keeps the conversation until that one accepts (rule 15).
        public var transfer: Transfer?
    }

    /// Where an agent or a supervisor wants a conversation to go.
    public enum Destination: Codable, Hashable, Sendable {
        case queue(QueueID)
        case agent(AgentID)
    }

    /// A conversation in service that is being handed to somebody else (rule 15).
    public struct Transfer: Codable, Hashable, Sendable {
        public let to: Destination
        /// The queue whose line it stands in meanwhile.
        public let queue: QueueID
        public let note: String?
        /// What asked for it: an agent's command or a supervisor's.
        public let cause: Cause
        public let at: Instant
        public var phase: Phase

        public enum Phase: Codable, Hashable, Sendable {
            /// The desk has been asked for a place.
            case asked
            case waiting
            case offered(Offer)
        }
    }

    /// How it ended.
    public struct Closing: Codable, Hashable, Sendable {
        public let outcome: Outcome
        /// The last agent; he may save at any time (contract page, `agent.protocol.saved.v1`).
        public let agent: AgentID?
        public let at: Instant
    }
}
