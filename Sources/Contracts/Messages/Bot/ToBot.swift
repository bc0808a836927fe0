import Domain
import Identifiers

/// What a bot finds in its queue (contract page).
public enum ToBot {}

extension ToBot {
    /// The session started, or the customer wrote: the bot is to answer.
    public struct Turn: Message {
        public static let type: MessageType = "bot.turn.v1"
        public static let summary = "The session started, or the customer wrote: the bot is to answer."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let at: Instant
        public let turnId: TurnID
        public let kind: TurnKind
        public let channelId: ChannelID
        public let text: String?
        public let optionId: String?
        public let attachments: [Attachment]?
        public let customer: Customer?
        public let attributes: [String: String]?
        public let page: Webchat.Page?
        public let locale: String?

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, protocol: String, at: Instant,
            turnId: TurnID, kind: TurnKind, channelId: ChannelID, text: String? = nil, optionId: String? = nil,
            attachments: [Attachment]? = nil, customer: Customer? = nil, attributes: [String: String]? = nil,
            page: Webchat.Page? = nil, locale: String? = nil
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.at = at
            self.turnId = turnId
            self.kind = kind
            self.channelId = channelId
            self.text = text
            self.optionId = optionId
            self.attachments = attachments
            self.customer = customer
            self.attributes = attributes
            self.page = page
            self.locale = locale
        }
    }

    /// The hand-over was refused; the bot may speak.
    public struct TransferRejected: Message {
        public static let type: MessageType = "bot.transfer.rejected.v1"
        public static let summary = "The hand-over was refused; the bot may speak."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let at: Instant
        public let reason: RefusalReason
        public let nextOpenAt: Instant?

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, protocol: String, at: Instant,
            reason: RefusalReason, nextOpenAt: Instant? = nil
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.at = at
            self.reason = reason
            self.nextOpenAt = nextOpenAt
        }
    }

    /// The bot is out: what it says from now on is rejected.
    public struct ConversationTaken: Message {
        public static let type: MessageType = "bot.conversation.taken.v1"
        public static let summary = "The bot is out: what it says from now on is rejected."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let at: Instant
        public let by: TakenBy

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, protocol: String, at: Instant, by: TakenBy
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.at = at
            self.by = by
        }
    }

    /// The conversation ended.
    public struct ConversationClosed: Message {
        public static let type: MessageType = "bot.conversation.closed.v1"
        public static let summary = "The conversation ended."

        public let tenant: TenantID
        public let botId: BotID
        public let conversationId: ConversationID
        public let `protocol`: String
        public let at: Instant
        public let reason: String

        public init(
            tenant: TenantID, botId: BotID, conversationId: ConversationID, protocol: String, at: Instant,
            reason: String
        ) {
            self.tenant = tenant
            self.botId = botId
            self.conversationId = conversationId
            self.protocol = `protocol`
            self.at = at
            self.reason = reason
        }
    }
}
