/// One message to publish.
public struct Publication: Hashable, Sendable {
    /// The largest body, in bytes: the broker's own limit at the time of writing is 128 MiB, and small is better.
    public static let largestBody = 16 * 1024 * 1024

    /// The exchange's name; empty for the default exchange, which routes by queue name.
    public var exchange: String
    /// The routing key.
    public var routingKey: String
    /// Whether the broker returns the message when no queue takes it; without, it is confirmed and gone.
    public var mandatory: Bool
    /// The message's properties.
    public var properties: Properties
    /// The message's body.
    public var body: [UInt8]

    /// Makes a message; it is mandatory unless said otherwise, so that nothing vanishes silently.
    public init(
        exchange: String, routingKey: String, mandatory: Bool = true, properties: Properties = Properties(),
        body: [UInt8]
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.mandatory = mandatory
        self.properties = properties
        self.body = body
    }

    func validate() throws(RabbitMQError) {
        try requireShort(exchange, "exchange")
        try requireShort(routingKey, "routing key")
        try properties.validate()
        if body.count > Self.largestBody {
            throw RabbitMQError(.invalidMessage, "The body is larger than \(Self.largestBody) bytes.")
        }
    }
}

/// What became of one published message.
public enum Outcome: Hashable, Sendable {
    /// The broker has it: every queue it was routed to has taken it.
    case confirmed
    /// The broker answered with a nack: at least one queue did not take it, for example because it is full.
    case rejected
    /// It was mandatory and no queue took it.
    case returned(code: Int, text: String)
    /// It was sent, but the connection, the channel or the time ended before the confirm: it may have arrived.
    case unknown(RabbitMQError)
    /// It was certainly not sent.
    case notSent(RabbitMQError)
}
