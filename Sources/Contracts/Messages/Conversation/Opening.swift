import Domain
import Identifiers

/// What Guichê publishes (contract page).
public enum Event {}

extension Event {
    /// The conversation was opened; its line tells the customer the protocol.
    public struct ConversationOpened: Message {
        public static let type: MessageType = "conversation.opened.v1"
        public static let summary = "The conversation was opened; its line tells the customer the protocol."

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
        public let previousProtocol: String?

        public init(_ about: Occurrence, line: SpokenLine, previousProtocol: String? = nil) {
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
            self.previousProtocol = previousProtocol
        }
    }

    /// One subject the customer can pick.
    public struct OfferedSubject: Codable, Hashable, Sendable {
        public let subjectId: SubjectID
        public let label: String

        public init(subjectId: SubjectID, label: String) {
            self.subjectId = subjectId
            self.label = label
        }
    }

    /// The customer is asked what it is about.
    public struct SubjectsOffered: Message {
        public static let type: MessageType = "conversation.subjects.offered.v1"
        public static let summary = "The customer is asked what it is about."

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
        public let subjects: [OfferedSubject]

        public init(_ about: Occurrence, line: SpokenLine, subjects: [OfferedSubject]) {
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
            self.subjects = subjects
        }
    }

    /// One field of a form.
    public struct OfferedField: Codable, Hashable, Sendable {
        public let id: String
        public let label: String
        public let type: String
        public let required: Bool
        public let maxLength: Int?

        public init(id: String, label: String, type: String, required: Bool, maxLength: Int? = nil) {
            self.id = id
            self.label = label
            self.type = type
            self.required = required
            self.maxLength = maxLength
        }
    }

    /// A form the customer can fill in.
    public struct OfferedForm: Codable, Hashable, Sendable {
        public let formId: FormID
        public let title: String
        public let fields: [OfferedField]

        public init(formId: FormID, title: String, fields: [OfferedField]) {
            self.formId = formId
            self.title = title
            self.fields = fields
        }

        public init(_ form: Form) {
            self.init(
                formId: form.id, title: form.title,
                fields: form.fields.map { field in
                    OfferedField(
                        id: field.id, label: field.label, type: field.type.rawValue, required: field.required,
                        maxLength: field.maxLength)
                })
        }
    }

    /// The customer cannot be served now; says why and, when known, when again.
    public struct ConversationRefused: Message {
        public static let type: MessageType = "conversation.refused.v1"
        public static let summary = "The customer cannot be served now; says why and, when known, when again."

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
        public let reason: RefusalReason
        public let nextOpenAt: Instant?
        public let form: OfferedForm?
        public let queueId: QueueID?
        public let subjectId: SubjectID?

        public init(
            _ about: Occurrence, line: SpokenLine, reason: RefusalReason, nextOpenAt: Instant? = nil,
            form: OfferedForm? = nil, queueId: QueueID? = nil, subjectId: SubjectID? = nil
        ) {
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
            self.reason = reason
            self.nextOpenAt = nextOpenAt
            self.form = form
            self.queueId = queueId
            self.subjectId = subjectId
        }
    }

    /// The form was taken; somebody will answer by dueAt.
    public struct FormReceived: Message {
        public static let type: MessageType = "conversation.form.received.v1"
        public static let summary = "The form was taken; somebody will answer by dueAt."

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
        public let dueAt: Instant
        public let queueId: QueueID?
        public let subjectId: SubjectID?

        public init(
            _ about: Occurrence, line: SpokenLine, dueAt: Instant, queueId: QueueID? = nil, subjectId: SubjectID? = nil
        ) {
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
            self.dueAt = dueAt
            self.queueId = queueId
            self.subjectId = subjectId
        }
    }
}
