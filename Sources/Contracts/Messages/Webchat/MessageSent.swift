import Domain
import Identifiers

extension Webchat {
    /// The customer picked a subject.
    public struct SubjectSelected: Message {
        public static let type: MessageType = "webchat.subject.selected.v1"
        public static let summary = "The customer picked a subject."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let subjectId: SubjectID

        public init(tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, subjectId: SubjectID) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.subjectId = subjectId
        }
    }

    /// The customer wrote, picked an option or sent files.
    public struct MessageSent: Message {
        public static let type: MessageType = "webchat.message.sent.v1"
        public static let summary = "The customer wrote, picked an option or sent files."
        public static let rules: [Rule] = [.anyOf([["text"], ["optionId"], ["attachments"]])]

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let text: MessageText?
        public let optionId: Choice?
        public let attachments: [Attachment]?

        public init(
            tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, text: MessageText? = nil,
            optionId: Choice? = nil, attachments: [Attachment]? = nil
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.text = text
            self.optionId = optionId
            self.attachments = attachments
        }
    }

    /// The customer filled in the form that was offered; it may be corrected after invalid_form.
    public struct FormSubmitted: Message {
        public static let type: MessageType = "webchat.form.submitted.v1"
        public static let summary =
            "The customer filled in the form that was offered; it may be corrected after invalid_form."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        /// By the id of the field.
        public let fields: [String: JSONValue]

        public init(
            tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, fields: [String: JSONValue]
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.fields = fields
        }
    }
}
