import Identifiers

/// Something that can be told to nobody, or that nobody could handle: it goes to the dead letters with the reason, and
/// with where it came in, so that an operator can put it back (`guiche dead-letters`).
public struct DeadLetter: Hashable, Sendable {
    /// A rejection code, or a program's word.
    public let reason: String
    /// A sentence.
    public let detail: String
    /// The properties to publish it with: the original's type, ids, sender and trace, and the headers in
    /// ``ownHeaders``. Other headers are dropped, because the broker obeys some (`BCC`). The broker user becomes a
    /// header, because the broker refuses another's.
    public let envelope: Envelope
    public let body: [UInt8]

    /// The longest detail, in characters.
    static let maximumDetail = 1_000

    /// The headers that make a message a dead letter; without them it is what it was.
    public static let ownHeaders: Set<String> = [
        HeaderName.reason, HeaderName.detail, HeaderName.exchange, HeaderName.routingKey, HeaderName.user,
        HeaderName.since,
    ]

    /// - Parameters:
    ///   - exchange: what it was published to; empty for the default exchange.
    ///   - routingKey: what it was published with.
    public init(
        reason: String, detail: String, envelope: Envelope, body: [UInt8], exchange: String, routingKey: String,
        at now: Instant
    ) {
        self.reason = reason
        self.detail = String(detail.prefix(Self.maximumDetail))
        self.body = body
        var kept = envelope
        kept.userId = nil
        kept.replyTo = nil
        kept.persistent = true
        kept.headers = [
            HeaderName.reason: .string(reason), HeaderName.detail: .string(self.detail),
            HeaderName.exchange: .string(exchange), HeaderName.routingKey: .string(routingKey),
            HeaderName.since: .string(now.rfc3339),
        ]
        kept.headers[HeaderName.user] = envelope.userId.map { .string($0) }
        kept.headers[HeaderName.traceparent] = envelope.trace.map { .string($0) }
        self.envelope = kept
    }
}
