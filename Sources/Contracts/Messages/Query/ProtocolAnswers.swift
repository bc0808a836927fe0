import Domain
import Identifiers

/// What a query is answered with (contract page, "Queries").
public enum Answer {}

extension Answer {
    /// One record of a search.
    public struct ProtocolItem: Codable, Hashable, Sendable {
        public let `protocol`: String
        public let conversationId: ConversationID
        public let state: RecordState
        public let openedAt: Instant
        public let closedAt: Instant?
        public let channelId: ChannelID
        public let queueId: QueueID?
        public let agentId: AgentID?
        public let customer: [String: JSONValue]

        public init(
            protocol: String, conversationId: ConversationID, state: RecordState, openedAt: Instant,
            closedAt: Instant? = nil, channelId: ChannelID, queueId: QueueID? = nil, agentId: AgentID? = nil,
            customer: [String: JSONValue]
        ) {
            self.protocol = `protocol`
            self.conversationId = conversationId
            self.state = state
            self.openedAt = openedAt
            self.closedAt = closedAt
            self.channelId = channelId
            self.queueId = queueId
            self.agentId = agentId
            self.customer = customer
        }
    }

    /// The records found, newest first.
    public struct ProtocolPage: Message {
        public static let type: MessageType = "protocol.page.v1"
        public static let summary = "The records found, newest first."

        public let items: [ProtocolItem]
        public let nextCursor: String?

        public init(items: [ProtocolItem], nextCursor: String? = nil) {
            self.items = items
            self.nextCursor = nextCursor
        }
    }

    /// The record itself.
    public struct ProtocolRecord: Codable, Hashable, Sendable {
        public let `protocol`: String
        public let conversationId: ConversationID
        public let state: RecordState
        public let revision: Int
        public let customer: [String: JSONValue]
        public let service: [String: JSONValue]
        public let dueAt: Instant?
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let queueId: QueueID?
        public let subjectId: SubjectID?
        public let agentId: AgentID?
        public let openedAt: Instant
        public let finishedAt: Instant?
        public let closedAt: Instant?
        public let outcome: Outcome?
        public let previousProtocol: String?
        /// When the person's data was erased.
        public let erasedAt: Instant?

        public init(
            protocol: String, conversationId: ConversationID, state: RecordState, revision: Int,
            customer: [String: JSONValue],
            service: [String: JSONValue], dueAt: Instant? = nil, channelId: ChannelID, sessionId: SessionID,
            queueId: QueueID? = nil, subjectId: SubjectID? = nil, agentId: AgentID? = nil, openedAt: Instant,
            finishedAt: Instant? = nil, closedAt: Instant? = nil, outcome: Outcome? = nil,
            previousProtocol: String? = nil, erasedAt: Instant? = nil
        ) {
            self.protocol = `protocol`
            self.conversationId = conversationId
            self.state = state
            self.revision = revision
            self.customer = customer
            self.service = service
            self.dueAt = dueAt
            self.channelId = channelId
            self.sessionId = sessionId
            self.queueId = queueId
            self.subjectId = subjectId
            self.agentId = agentId
            self.openedAt = openedAt
            self.finishedAt = finishedAt
            self.closedAt = closedAt
            self.outcome = outcome
            self.previousProtocol = previousProtocol
            self.erasedAt = erasedAt
        }
    }

    /// One line of the transcript with its link of the hash chain (rule 23). Erasing a person removes text and
    /// salt.
    public struct ChainedLine: Codable, Hashable, Sendable {
        public let line: Int
        public let seq: Int
        public let at: Instant
        public let from: Speaker
        public let text: String?
        public let messageId: String?
        public let salt: String?
        public let textHash: String
        public let hash: String

        public init(
            line: Int, seq: Int, at: Instant, from: Speaker, text: String? = nil, messageId: String? = nil,
            salt: String? = nil, textHash: String, hash: String
        ) {
            self.line = line
            self.seq = seq
            self.at = at
            self.from = from
            self.text = text
            self.messageId = messageId
            self.salt = salt
            self.textHash = textHash
            self.hash = hash
        }
    }

    /// One routing decision of the record (rule 24).
    public struct Decision: Codable, Hashable, Sendable {
        public let seq: Int
        public let at: Instant
        public let decision: String
        public let checks: [Check]
        public let candidates: [Candidate]?
        public let candidateCount: Int?

        public init(
            seq: Int, at: Instant, decision: String, checks: [Check], candidates: [Candidate]? = nil,
            candidateCount: Int? = nil
        ) {
            self.seq = seq
            self.at = at
            self.decision = decision
            self.checks = checks
            self.candidates = candidates
            self.candidateCount = candidateCount
        }
    }

    /// One save of the record.
    public struct SavedRevision: Codable, Hashable, Sendable {
        public let revision: Int
        public let at: Instant
        public let `final`: Bool
        public let agentId: AgentID?
        public let supervisorId: SupervisorID?
        public let customer: [String: JSONValue]
        public let service: [String: JSONValue]

        public init(
            revision: Int, at: Instant, final: Bool, agentId: AgentID? = nil, supervisorId: SupervisorID? = nil,
            customer: [String: JSONValue], service: [String: JSONValue]
        ) {
            self.revision = revision
            self.at = at
            self.final = final
            self.agentId = agentId
            self.supervisorId = supervisorId
            self.customer = customer
            self.service = service
        }
    }

    /// What a bot said after it was out of the conversation: rejected, shown to nobody, and kept (rule 13).
    public struct FencedMessage: Codable, Hashable, Sendable {
        public let at: Instant
        public let botId: BotID
        /// The bot's own.
        public let messageId: String
        public let commandType: String
        /// What it said: lines, the summary of a hand-over, or the reason of an end.
        public let texts: [String]
        /// Where it wanted to hand over to, and what it gave along.
        public let subjectId: SubjectID?
        public let queueId: QueueID?
        public let attributes: [String: String]?

        public init(
            at: Instant, botId: BotID, messageId: String, commandType: String, texts: [String],
            subjectId: SubjectID? = nil, queueId: QueueID? = nil, attributes: [String: String]? = nil
        ) {
            self.at = at
            self.botId = botId
            self.messageId = messageId
            self.commandType = commandType
            self.texts = texts
            self.subjectId = subjectId
            self.queueId = queueId
            self.attributes = attributes
        }
    }

    /// One record with its transcript, decisions and revisions.
    public struct ProtocolDocument: Message {
        public static let type: MessageType = "protocol.document.v1"
        public static let summary = "One record with its transcript, decisions and revisions."

        public let record: ProtocolRecord
        public let transcript: [ChainedLine]
        public let nextAfterLine: Int?
        public let decisions: [Decision]
        public let revisions: [SavedRevision]
        public let fenced: [FencedMessage]?

        public init(
            record: ProtocolRecord, transcript: [ChainedLine], nextAfterLine: Int? = nil, decisions: [Decision],
            revisions: [SavedRevision], fenced: [FencedMessage]? = nil
        ) {
            self.record = record
            self.transcript = transcript
            self.nextAfterLine = nextAfterLine
            self.decisions = decisions
            self.revisions = revisions
            self.fenced = fenced
        }
    }
}
