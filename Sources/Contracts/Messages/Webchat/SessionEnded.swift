import Domain
import Identifiers

extension Webchat {
    /// A connection of the customer was lost; he is away when the last known one is.
    public struct CustomerAway: Message {
        public static let type: MessageType = "webchat.customer.away.v1"
        public static let summary = "A connection of the customer was lost; he is away when the last known one is."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let connectionId: ShortText?

        public init(
            tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, connectionId: ShortText? = nil
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.connectionId = connectionId
        }
    }

    /// The customer has a connection again.
    public struct CustomerReturned: Message {
        public static let type: MessageType = "webchat.customer.returned.v1"
        public static let summary = "The customer has a connection again."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let connectionId: ShortText?

        public init(
            tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, connectionId: ShortText? = nil
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.connectionId = connectionId
        }
    }

    /// The customer left or closed the chat.
    public struct SessionEnded: Message {
        public static let type: MessageType = "webchat.session.ended.v1"
        public static let summary = "The customer left or closed the chat."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let reason: SessionEndReason

        public init(
            tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, reason: SessionEndReason
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.reason = reason
        }
    }
}
