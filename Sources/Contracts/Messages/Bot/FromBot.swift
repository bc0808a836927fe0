import Domain
import Identifiers

/// What a bot platform publishes (contract page).
public enum FromBot {}

extension FromBot {
    /// The bot works on a turn; it has longer for the answer.
    public struct Acknowledged: Message {
        public static let type: MessageType = "bot.acknowledged.v1"
        public static let summary = "The bot works on a turn; it has longer for the answer."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let at: Instant
        public let turnId: TurnID

        public init(tenant: TenantID, botId: BotID, conversationId: ConversationID, at: Instant, turnId: TurnID) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.at = at
            self.turnId = turnId
        }
    }

    /// One line a bot says.
    public struct Reply: Codable, Hashable, Sendable, Listed {
        /// At most 20 lines in one answer.
        public static var listLimits: ClosedRange<Int> { 1...20 }

        public let text: MessageText
        public let options: [Option]?
        public let attachments: [Attachment]?

        public init(text: MessageText, options: [Option]? = nil, attachments: [Attachment]? = nil) {
            self.text = text
            self.options = options
            self.attachments = attachments
        }
    }

    /// The bot answers the customer, in one line or several.
    public struct Replied: Message {
        public static let type: MessageType = "bot.replied.v1"
        public static let summary = "The bot answers the customer, in one line or several."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let at: Instant
        public let turnId: TurnID?
        /// Line k > 1 gets the message id `<id>.k`.
        public let messages: [Reply]

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, at: Instant, turnId: TurnID? = nil,
            messages: [Reply]
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.at = at
            self.turnId = turnId
            self.messages = messages
        }
    }

    /// The bot hands over to a subject, a queue or, with neither, to whatever the customer picks.
    public struct TransferRequested: Message {
        public static let type: MessageType = "bot.transfer.requested.v1"
        public static let summary =
            "The bot hands over to a subject, a queue or, with neither, to whatever the customer picks."
        public static let rules: [Rule] = [.notBoth("subjectId", "queueId")]

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let at: Instant
        public let subjectId: SubjectID?
        public let queueId: QueueID?
        public let summary: LongText?
        public let attributes: [String: String]?

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, at: Instant, subjectId: SubjectID? = nil,
            queueId: QueueID? = nil, summary: LongText? = nil, attributes: [String: String]? = nil
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.at = at
            self.subjectId = subjectId
            self.queueId = queueId
            self.summary = summary
            self.attributes = attributes
        }
    }

    /// The bot ends the conversation.
    public struct ConversationEnded: Message {
        public static let type: MessageType = "bot.conversation.ended.v1"
        public static let summary = "The bot ends the conversation."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let at: Instant
        public let reason: ShortText?

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, at: Instant, reason: ShortText? = nil
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.at = at
            self.reason = reason
        }
    }
}
