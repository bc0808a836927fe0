import Contracts
import RabbitMQ

extension Properties {
    /// The contract's envelope as the client library wants it.
    public init(_ envelope: Envelope) {
        self.init(
            type: envelope.type?.rawValue, messageId: envelope.messageId, correlationId: envelope.correlationId,
            timestamp: envelope.timestamp.flatMap { UInt64(exactly: $0) }, appId: envelope.appId,
            userId: envelope.userId, contentType: envelope.contentType,
            deliveryMode: envelope.persistent ? .persistent : .transient, replyTo: envelope.replyTo,
            headers: envelope.headers.mapValues { RabbitMQ.HeaderValue($0) })
    }
}

extension Envelope {
    /// What the client library read, without what the contract does not use.
    public init(_ properties: Properties) {
        self.init(
            type: (properties.type?.asShortString).map { MessageType($0) },
            messageId: properties.messageId?.asShortString, correlationId: properties.correlationId?.asShortString,
            timestamp: properties.timestamp.flatMap { Int64(exactly: $0) }, appId: properties.appId?.asShortString,
            userId: properties.userId, replyTo: properties.replyTo?.asShortString,
            contentType: properties.contentType?.asShortString, persistent: properties.deliveryMode == .persistent,
            headers: properties.headers.compactMapValues { Contracts.HeaderValue($0) })
    }
}

extension String {
    /// Cut to what AMQP carries as one property, 255 bytes. Bytes of others that were no UTF-8 were repaired and have
    /// grown by that; uncut, a rejection or a dead letter that repeats them could not be sent.
    fileprivate var asShortString: String {
        guard utf8.count > 255 else { return self }
        var cut = self
        while cut.utf8.count > 255 { cut.unicodeScalars.removeLast() }
        return cut
    }
}

extension RabbitMQ.HeaderValue {
    init(_ value: Contracts.HeaderValue) {
        switch value {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .boolean(let flag): self = .boolean(flag)
        case .array(let values): self = .array(values.map { Self($0) })
        }
    }
}

extension Contracts.HeaderValue {
    init?(_ value: RabbitMQ.HeaderValue) {
        switch value {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .boolean(let flag): self = .boolean(flag)
        case .array(let values): self = .array(values.compactMap { Self($0) })
        case .number, .table, .bytes, .none: return nil
        }
    }
}
