import Identifiers

extension Conversation {
    /// What can happen to a conversation. Commands from outside carry their cause; the rest comes from our own parts.
    public enum Event: Codable, Hashable, Sendable {
        // From the customer's door.
        case started(Cause)
        case identified(Customer, Cause)
        case subjectSelected(SubjectID, Cause)
        case customerSaid(Said, Cause)
        case formSubmitted(JSONObject, Cause)
        /// The connection is the tab's; nil means every one of the session.
        case customerAway(connection: String?, Cause)
        case customerReturned(connection: String?, Cause)
        case customerLeft(SessionEndReason, Cause)
        // From the agents' door.
        case accepted(AgentID, OfferID, Cause)
        case declined(AgentID, OfferID, reason: String?, Cause)
        case agentSaid(AgentID, Said, Visibility, Cause)
        case finishRequested(AgentID, Cause)
        case saveRequested(AgentID, RecordChange, Cause)
        case transferRequested(AgentID, Destination, note: String?, Cause)
        case transferCancelled(AgentID, Cause)
        case supervised(Supervision, reason: String, Cause)
        // From the bots' door.
        case botAcknowledged(BotID, TurnID, Cause)
        case botReplied(BotID, [Said], to: TurnID?, Cause)
        case botHandedOver(BotID, HandOver, Cause)
        case botEnded(BotID, reason: String?, Cause)
        // From the desk, the book and the clock.
        case desk(DeskAnswer)
        case book(BookAnswer)
        case timer(Timer, token: String)
        // From the delivery loop: handling failed, and the conversation's messages wait in order.
        case parked(ParkReason)
        case unparked(ParkReason)
        /// It has been kept for as long as the company keeps personal data (rule 25).
        case retentionEnded
        /// It ended long ago: what only a running conversation needs is dropped.
        case settled
    }

    /// What a supervisor does with a conversation (rule 22).
    public enum Supervision: Codable, Hashable, Sendable {
        case close
        case requeue
        case reassign(Destination)
        case save(RecordChange)
        /// A person's data, once the conversation has ended (rule 25).
        case erase
    }

    /// What a bot wants when it asks for a human (rule 14).
    public struct HandOver: Codable, Hashable, Sendable {
        public let subject: SubjectID?
        public let queue: QueueID?
        public let summary: String?
        public let attributes: [String: String]

        public init(
            subject: SubjectID? = nil, queue: QueueID? = nil, summary: String? = nil, attributes: [String: String] = [:]
        ) {
            self.subject = subject
            self.queue = queue
            self.summary = summary
            self.attributes = attributes
        }
    }

    /// What the tenant's desk tells a conversation. The ticket is that of the request for a place which is answered; an
    /// answer to an older one comes too late.
    public enum DeskAnswer: Codable, Hashable, Sendable {
        case enqueued(position: Int, checks: [Check], ticket: Int? = nil, wait: Int? = nil)
        case refused(RefusalReason, checks: [Check], ticket: Int? = nil)
        case assigned(Offer, Decision, ticket: Int? = nil)
        case withdraw(OfferID, WithdrawalReason)
        /// With how long it may take, in seconds, if there is something to reckon from.
        case position(Int, wait: Int? = nil)
        case agentLost(AgentID, since: Instant)
        case agentBack(AgentID)
        /// A supervisor logged the agent out; his conversations go on without him (rule 22).
        case agentDismissed(AgentID, by: SupervisorID, reason: String)
        /// The reservation of this offer was not answered in time: say what became of it.
        case askedBack(OfferID)
    }

    /// What the book (protocol-writer) tells a conversation about a forwarded save.
    public enum BookAnswer: Codable, Hashable, Sendable {
        case saved(final: Bool)
        case refused(Refusal)
    }

    /// The timers of a conversation; setting one replaces the one of the same name.
    public enum Timer: String, Codable, Hashable, Sendable, CaseIterable {
        case offer
        case agentLostNotice
        case agentLostReturn
        case wrapUp
        case botAnswer
        case botAfterRefusal
        case idle
        case away
        /// Nobody has accepted a transfer (rule 15), or what a supervisor gave him.
        case transfer
        /// The queue has been closed for as long as those who wait keep their place (rule 9).
        case closing
    }
}

/// What a save changes: a given object replaces, an absent one stays (contract page, `agent.protocol.saved.v1`).
public struct RecordChange: Codable, Hashable, Sendable {
    /// The revision it was read at.
    public let revision: Int
    public let customer: JSONObject?
    public let service: JSONObject?
    public let final: Bool

    public init(revision: Int, customer: JSONObject?, service: JSONObject?, final: Bool) {
        self.revision = revision
        self.customer = customer
        self.service = service
        self.final = final
    }
}
