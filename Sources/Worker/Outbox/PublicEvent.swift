import Identifiers

/// One event for the public exchange. It goes to every audience once, and it never holds up the input that caused it.
public struct PublicEvent: Sendable {
    /// The most audiences of one event; the rest is dropped and counted (contract page: the AMQP head stays small).
    public static let audienceLimit = 512

    /// The first is the routing key, the others go into the `BCC` header.
    public let routingKeys: [String]
    public let type: String
    public let messageId: String
    public let correlationId: String?
    public let at: Instant
    /// W3C trace context, carried through.
    public let trace: String?
    public let body: [UInt8]

    public init(
        routingKeys: [String], type: String, messageId: String, correlationId: String?, at: Instant,
        trace: String? = nil, body: [UInt8]
    ) {
        self.routingKeys = routingKeys
        self.type = type
        self.messageId = messageId
        self.correlationId = correlationId
        self.at = at
        self.trace = trace
        self.body = body
    }
}
