import Domain
import Identifiers

/// What a website gateway publishes (contract page).
public enum Webchat {}

extension Webchat {
    /// The page of the site the customer writes from.
    public struct Page: Codable, Hashable, Sendable {
        public let url: ShortText?
        public let title: ShortText?

        public init(url: ShortText? = nil, title: ShortText? = nil) {
            self.url = url
            self.title = title
        }
    }

    /// A customer opened the chat on the site; starting a live session again has no effect.
    public struct SessionStarted: Message {
        public static let type: MessageType = "webchat.session.started.v1"
        public static let summary =
            "A customer opened the chat on the site; starting a live session again has no effect."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let customer: Customer?
        public let page: Page?
        public let locale: ShortText?
        /// What the site knows, e.g. of the contract.
        public let attributes: [String: String]?
        public let previousSessionId: SessionID?

        public init(
            tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, customer: Customer? = nil,
            page: Page? = nil, locale: ShortText? = nil, attributes: [String: String]? = nil,
            previousSessionId: SessionID? = nil
        ) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.customer = customer
            self.page = page
            self.locale = locale
            self.attributes = attributes
            self.previousSessionId = previousSessionId
        }
    }

    /// The site learned who the customer is.
    public struct CustomerIdentified: Message {
        public static let type: MessageType = "webchat.customer.identified.v1"
        public static let summary = "The site learned who the customer is."

        public let tenant: TenantID
        public let channelId: ChannelID
        public let sessionId: SessionID
        public let at: Instant
        public let customer: Customer

        public init(tenant: TenantID, channelId: ChannelID, sessionId: SessionID, at: Instant, customer: Customer) {
            self.tenant = tenant
            self.channelId = channelId
            self.sessionId = sessionId
            self.at = at
            self.customer = customer
        }
    }
}
