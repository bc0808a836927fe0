import Domain
import Identifiers

extension Event {
    /// The session with the customer ended; the record may still be edited.
    public struct ConversationFinished: Message {
        public static let type: MessageType = "conversation.finished.v1"
        public static let summary = "The session with the customer ended; the record may still be edited."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let line: Int
        public let text: String
        public let from: Speaker
        public let by: FinishedBy
        public let reason: FinishReason

        public init(_ about: Occurrence, line: SpokenLine, by: FinishedBy, reason: FinishReason) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.line = line.line
            self.text = line.text
            self.from = line.from
            self.by = by
            self.reason = reason
        }
    }

    /// The conversation ended for good; once.
    public struct ConversationClosed: Message {
        public static let type: MessageType = "conversation.closed.v1"
        public static let summary = "The conversation ended for good; once."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let outcome: Outcome

        public init(_ about: Occurrence, outcome: Outcome) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.outcome = outcome
        }
    }

    /// Handling failed: the conversation is set aside, its messages wait in order.
    public struct ConversationParked: Message {
        public static let type: MessageType = "conversation.parked.v1"
        public static let summary = "Handling failed: the conversation is set aside, its messages wait in order."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let reason: ParkReason

        public init(_ about: Occurrence, reason: ParkReason) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.reason = reason
        }
    }

    /// The conversation goes on.
    public struct ConversationUnparked: Message {
        public static let type: MessageType = "conversation.unparked.v1"
        public static let summary = "The conversation goes on."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let reason: ParkReason

        public init(_ about: Occurrence, reason: ParkReason) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.reason = reason
        }
    }

    /// What was checked for a routing decision, in order, and every candidate with why he was chosen or not.
    public struct RoutingDecided: Message {
        public static let type: MessageType = "routing.decided.v1"
        public static let summary =
            "What was checked for a routing decision, in order, and every candidate with why he was chosen or not."

        public let tenant: TenantID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let seq: Int
        public let at: Instant
        public let decision: String
        public let checks: [Check]
        /// The chosen and at most 200 others.
        public let candidates: [Candidate]?
        public let candidateCount: Int?

        public init(
            _ about: Occurrence, decision: String, checks: [Check], candidates: [Candidate]? = nil,
            candidateCount: Int? = nil
        ) {
            self.tenant = about.tenant
            self.conversationId = about.conversationId
            self.protocol = about.protocol
            self.channelId = about.channelId
            self.sessionId = about.sessionId
            self.seq = about.seq
            self.at = about.at
            self.decision = decision
            self.checks = checks
            self.candidates = candidates
            self.candidateCount = candidateCount
        }
    }
}
