/// A message's properties as AMQP 0-9-1 defines them; what is nil is not sent.
public struct Properties: Hashable, Sendable {
    /// Whether the broker keeps the message through a restart.
    public enum DeliveryMode: UInt8, Hashable, Sendable {
        case transient = 1
        case persistent = 2
    }

    /// The message's type name.
    public var type: String?
    /// The message's own id.
    public var messageId: String?
    /// The id of what this answers.
    public var correlationId: String?
    /// When it was made, in whole seconds since 1970 (UTC).
    public var timestamp: UInt64?
    /// The sending program.
    public var appId: String?
    /// The sending user; the broker refuses it unless it is the connection's own user.
    public var userId: String?
    /// The body's media type.
    public var contentType: String?
    /// The body's encoding.
    public var contentEncoding: String?
    /// Whether it survives a restart of the broker; unknown values from others read as nil.
    public var deliveryMode: DeliveryMode?
    /// The queue for the answer.
    public var replyTo: String?
    /// How long it may wait in a queue, in milliseconds as decimal text.
    public var expiration: String?
    /// From 0 to 9, or nil.
    public var priority: UInt8?
    /// Everything else, by name.
    public var headers: [String: HeaderValue]

    /// Makes properties; messages are persistent unless said otherwise.
    public init(
        type: String? = nil, messageId: String? = nil, correlationId: String? = nil, timestamp: UInt64? = nil,
        appId: String? = nil, userId: String? = nil, contentType: String? = nil, contentEncoding: String? = nil,
        deliveryMode: DeliveryMode? = .persistent, replyTo: String? = nil, expiration: String? = nil,
        priority: UInt8? = nil, headers: [String: HeaderValue] = [:]
    ) {
        self.type = type
        self.messageId = messageId
        self.correlationId = correlationId
        self.timestamp = timestamp
        self.appId = appId
        self.userId = userId
        self.contentType = contentType
        self.contentEncoding = contentEncoding
        self.deliveryMode = deliveryMode
        self.replyTo = replyTo
        self.expiration = expiration
        self.priority = priority
        self.headers = headers
    }
}

extension Properties {
    /// The longest short string of AMQP 0-9-1, in bytes.
    static let longestShortString = 255
    /// The most bytes the headers may take; with them a message's head stays inside the smallest usual frame.
    static let largestHeaders = 65_536
    /// How deep headers may be nested.
    static let deepestHeaders = 16

    /// Throws `invalidMessage` naming the first property that AMQP cannot carry.
    func validate() throws(RabbitMQError) {
        try requireShort(type, "type")
        try requireShort(messageId, "message-id")
        try requireShort(correlationId, "correlation-id")
        try requireShort(appId, "app-id")
        try requireShort(userId, "user-id")
        try requireShort(contentType, "content-type")
        try requireShort(contentEncoding, "content-encoding")
        try requireShort(replyTo, "reply-to")
        try requireShort(expiration, "expiration")
        if !headers.isEmpty { try requireSendable(headers, "headers") }
    }
}

/// Throws unless `text` fits into a short string of AMQP 0-9-1.
func requireShort(_ text: String?, _ name: String) throws(RabbitMQError) {
    guard let text, text.utf8.count > Properties.longestShortString else { return }
    throw RabbitMQError(.invalidMessage, "The \(name) is longer than 255 bytes.")
}

/// Throws unless a table can be put on the wire.
func requireSendable(_ table: [String: HeaderValue], _ name: String) throws(RabbitMQError) {
    for key in table.keys { try requireShort(key, "name of one of the \(name)") }
    guard HeaderValue.table(table).depth <= Properties.deepestHeaders else {
        throw RabbitMQError(.invalidMessage, "The \(name) are nested more than 16 levels deep.")
    }
    guard table.wireSize <= Properties.largestHeaders else {
        throw RabbitMQError(.invalidMessage, "The \(name) take more than 65536 bytes.")
    }
}
