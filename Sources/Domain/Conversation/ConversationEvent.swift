import Identifiers

/// Something that happened in a conversation and is told to the world: numbered, dated, addressed.
public struct ConversationEvent: Codable, Hashable, Sendable {
    /// Counts every event of the conversation from 1 without gaps.
    public let seq: Int
    public let at: Instant
    public let content: Content
    /// Set if the event is a line of the transcript (rule 23).
    public let line: Line?
    public let audience: Audience

    public struct Line: Codable, Hashable, Sendable {
        /// From 1 without gaps, the same for both sides.
        public let number: Int
        public let text: String
        public let from: Speaker
    }

    /// Who is told. The conversation's own audience always is.
    public struct Audience: Codable, Hashable, Sendable {
        public var customer: Bool
        public var agents: [AgentID]
        public var queue: QueueID?
        /// The queue it came from, where it goes from one to another.
        public var formerQueue: QueueID?

        public init(
            customer: Bool = false, agents: [AgentID] = [], queue: QueueID? = nil, formerQueue: QueueID? = nil
        ) {
            self.customer = customer
            self.agents = agents
            self.queue = queue
            self.formerQueue = formerQueue == queue ? nil : formerQueue
        }
    }

    public enum Content: Codable, Hashable, Sendable {
        case opened(previousProtocol: String?)
        case subjectsOffered([OfferedSubject])
        case refused(RefusalReason, nextOpenAt: Instant?, form: Form?, Conversation.Target?)
        case formReceived(dueAt: Instant, Conversation.Target)
        /// With how long it may take, in seconds, if there is something to reckon from.
        case queued(QueueID, subject: SubjectID?, position: Int, wait: Int?)
        case offered(Card)
        /// The note is what the agent said of it when he declined.
        case offerWithdrawn(AgentID, OfferID, WithdrawalReason, note: String?)
        case accepted(AgentID, name: String, OfferID)
        case transferred(Transferred)
        case message(Said, messageId: String)
        /// Among agents; not a line of the transcript.
        case note(Said, messageId: String, by: Speaker)
        case notice(NoticeCode)
        case customerAway
        case customerReturned
        case finished(FinishedBy, FinishReason)
        case closed(Outcome)
        case decided(Decision)
        case parked(ParkReason)
        case unparked(ParkReason)
    }

    public struct OfferedSubject: Codable, Hashable, Sendable {
        public let subjectId: SubjectID
        public let label: String
    }

    /// What an agent is shown of the conversation he is offered.
    public struct Card: Codable, Hashable, Sendable {
        public let offer: Conversation.Offer
        public let channelName: String
        public let queue: QueueID
        public let subject: SubjectID?
        public let customer: Customer?
        public let waitingSince: Instant
        public let summary: String?
        public let attributes: [String: String]
        /// Who hands it over, and what he says to it (rule 15).
        public var fromAgent: AgentID?
        public var note: String?
    }

    /// How far a transfer came (rule 15).
    public struct Transferred: Codable, Hashable, Sendable {
        public let from: AgentID
        public let to: Conversation.Destination
        public let outcome: TransferOutcome
        /// Why it did not come about.
        public let reason: TransferReason?
    }
}
