import Identifiers

/// The AMQP properties of one publication (contract page, "Envelope"), free of any client library.
///
/// Everything is optional because this also describes what others sent; ``DoorCheck`` says what is missing.
public struct Envelope: Hashable, Sendable {
    public var type: MessageType?
    /// 1 to 64 characters from others; the idempotency key.
    public var messageId: String?
    /// The conversation id where there is one; on a rejection, the message-id of what is rejected; on an answer, the
    /// query's.
    public var correlationId: String?
    /// Whole seconds since 1970; the precise moment is `at` in the body.
    public var timestamp: Int64?
    /// The sending program.
    public var appId: String?
    /// The broker user; the broker refuses a false one.
    public var userId: String?
    /// Where an answer goes, through the default exchange.
    public var replyTo: String?
    public var contentType: String?
    /// AMQP delivery mode 2 (true) or 1.
    public var persistent: Bool
    public var headers: [String: HeaderValue]

    public init(
        type: MessageType? = nil, messageId: String? = nil, correlationId: String? = nil, timestamp: Int64? = nil,
        appId: String? = nil, userId: String? = nil, replyTo: String? = nil, contentType: String? = Self.json,
        persistent: Bool = true, headers: [String: HeaderValue] = [:]
    ) {
        self.type = type
        self.messageId = messageId
        self.correlationId = correlationId
        self.timestamp = timestamp
        self.appId = appId
        self.userId = userId
        self.replyTo = replyTo
        self.contentType = contentType
        self.persistent = persistent
        self.headers = headers
    }

    /// The content type of every body.
    public static let json = "application/json"
    /// The `app-id` of everything Guichê sends.
    public static let sender = "guiche"

    /// What Guichê puts on everything it publishes at `at`.
    public static func ours(
        _ type: MessageType, id: String, at: Instant, correlation: String? = nil, trace: String? = nil
    ) -> Envelope {
        Envelope(
            type: type, messageId: id, correlationId: correlation, timestamp: at.milliseconds / 1_000, appId: sender,
            headers: trace.map { [HeaderName.traceparent: .string($0)] } ?? [:])
    }

    /// The longest message-id of others, in characters (contract page, "Envelope").
    public static let maximumMessageID = 64

    /// What is missing or wrong in what every publication of others has to have, in a sentence; nil if nothing is.
    public func complaint() -> String? {
        guard let type, !type.rawValue.isEmpty else { return "type: is required" }
        guard let messageId, !messageId.isEmpty else { return "message-id: is required" }
        guard messageId.unicodeScalars.count <= Self.maximumMessageID else {
            return "message-id: expected at most \(Self.maximumMessageID) characters"
        }
        return nil
    }

    /// The W3C trace context, carried through.
    public var trace: String? { headers[HeaderName.traceparent]?.text }
}

/// A value in an AMQP header table, of the kinds the contract uses.
public enum HeaderValue: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    case boolean(Bool)
    case array([HeaderValue])

    /// The text of a string value.
    public var text: String? { if case .string(let text) = self { text } else { nil } }
    /// The number of an integer value.
    public var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}

/// The headers the contract and the internal hops use.
public enum HeaderName {
    /// W3C trace context.
    public static let traceparent = "traceparent"
    /// Further routing keys of one publication; the broker removes it before delivery (broker facts page).
    public static let blindCopies = "BCC"
    /// On a dead letter: the rejection code or the program's word for what went wrong.
    public static let reason = "reason"
    /// On a dead letter: a sentence.
    public static let detail = "detail"
    /// On a dead letter: what it was published to; empty for the default exchange.
    public static let exchange = "exchange"
    /// On a dead letter: what it was published with.
    public static let routingKey = "routingKey"
    /// On a dead letter: when it became one, as RFC 3339.
    public static let since = "since"
    /// On a dead letter: the broker user who sent it, where he was named.
    public static let user = "userId"
    /// On a bundle: `program/stream/partition` of the sender's store.
    public static let source = "source"
    /// On a bundle: grows by source.
    public static let number = "number"
}
