import Domain
import Identifiers

extension Answer {
    /// One event as it was published.
    public struct PastEvent: Codable, Hashable, Sendable {
        public let type: MessageType
        public let messageId: String
        public let body: JSONValue

        public init(type: MessageType, messageId: String, body: JSONValue) {
            self.type = type
            self.messageId = messageId
            self.body = body
        }
    }

    /// The state of a conversation and the events asked for.
    public struct ConversationSnapshot: Message {
        public static let type: MessageType = "conversation.snapshot.v1"
        public static let summary = "The state of a conversation and the events asked for."

        public let conversationId: ConversationID
        public let `protocol`: String
        public let state: RecordState
        public let seq: Int
        public let line: Int
        public let events: [PastEvent]
        public let nextAfterSeq: Int?

        public init(
            conversationId: ConversationID, protocol: String, state: RecordState, seq: Int, line: Int,
            events: [PastEvent], nextAfterSeq: Int? = nil
        ) {
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.state = state
            self.seq = seq
            self.line = line
            self.events = events
            self.nextAfterSeq = nextAfterSeq
        }
    }

    /// What picking a subject would get now.
    public struct SubjectState: Codable, Hashable, Sendable {
        public let subjectId: SubjectID
        public let label: String
        public let `open`: Bool
        public let reason: RefusalReason?
        public let nextOpenAt: Instant?

        public init(
            subjectId: SubjectID, label: String, open: Bool, reason: RefusalReason? = nil, nextOpenAt: Instant? = nil
        ) {
            self.subjectId = subjectId
            self.label = label
            self.open = open
            self.reason = reason
            self.nextOpenAt = nextOpenAt
        }
    }

    /// What a customer of the channel would get now.
    public struct ChannelState: Message {
        public static let type: MessageType = "channel.state.v1"
        public static let summary = "What a customer of the channel would get now."

        public let `open`: Bool
        public let reason: RefusalReason?
        public let nextOpenAt: Instant?
        public let bot: Bool
        public let subjects: [SubjectState]
        public let form: Event.OfferedForm?

        public init(
            open: Bool, reason: RefusalReason? = nil, nextOpenAt: Instant? = nil, bot: Bool, subjects: [SubjectState],
            form: Event.OfferedForm? = nil
        ) {
            self.open = open
            self.reason = reason
            self.nextOpenAt = nextOpenAt
            self.bot = bot
            self.subjects = subjects
            self.form = form
        }
    }

    /// One who waits.
    public struct WaitingCustomer: Codable, Hashable, Sendable {
        public let conversationId: ConversationID
        public let `protocol`: String
        public let since: Instant
        public let position: Int

        public init(conversationId: ConversationID, protocol: String, since: Instant, position: Int) {
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.since = since
            self.position = position
        }
    }

    /// One agent of a queue.
    public struct QueueAgent: Codable, Hashable, Sendable {
        public let agentId: AgentID
        public let status: AgentStatus
        public let active: Int
        public let offered: Int
        public let capacity: Int

        public init(agentId: AgentID, status: AgentStatus, active: Int, offered: Int, capacity: Int) {
            self.agentId = agentId
            self.status = status
            self.active = active
            self.offered = offered
            self.capacity = capacity
        }
    }

    /// One queue now.
    public struct OneQueue: Codable, Hashable, Sendable {
        public let queueId: QueueID
        public let name: String
        public let `open`: Bool
        public let waiting: [WaitingCustomer]
        public let agents: [QueueAgent]

        public init(queueId: QueueID, name: String, open: Bool, waiting: [WaitingCustomer], agents: [QueueAgent]) {
            self.queueId = queueId
            self.name = name
            self.open = open
            self.waiting = waiting
            self.agents = agents
        }
    }

    /// The queues now.
    public struct QueueState: Message {
        public static let type: MessageType = "queue.state.v1"
        public static let summary = "The queues now."

        public let queues: [OneQueue]
        public let nextCursor: String?

        public init(queues: [OneQueue], nextCursor: String? = nil) {
            self.queues = queues
            self.nextCursor = nextCursor
        }
    }
}
