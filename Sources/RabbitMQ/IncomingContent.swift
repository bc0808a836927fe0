import CRabbitMQ

/// A message as it comes from the broker: delivered to a consumer, or returned to its publisher.
struct IncomingContent {
    /// What announced it.
    enum Origin {
        case delivered(tag: UInt64, redelivered: Bool)
        case returned(code: Int, text: String)
    }

    let origin: Origin
    let exchange: String
    let routingKey: String
    var properties = Properties(deliveryMode: nil)
    var body: [UInt8] = []
}

/// Puts one channel's frames together into messages: method, head, then pieces of the body.
///
/// Everything is copied at once, so that the library's memory can be given back after each frame.
struct ContentAssembly {
    /// The memory taken in advance on the word of a head alone, in bytes.
    private static let largestAdvance = 1_048_576
    private var content: IncomingContent?
    private var missing = 0

    /// Whether a message is half assembled.
    var isUnderWay: Bool { content != nil }

    /// Begins with a `basic.deliver` or a `basic.return`; false for any other method.
    mutating func begin(_ method: amqp_method_t) -> Bool {
        guard let decoded = method.decoded else { return false }
        switch method.id {
        case AMQP_BASIC_DELIVER_METHOD:
            let deliver = decoded.assumingMemoryBound(to: amqp_basic_deliver_t.self).pointee
            content = IncomingContent(
                origin: .delivered(tag: deliver.delivery_tag, redelivered: deliver.redelivered != 0),
                exchange: String(deliver.exchange), routingKey: String(deliver.routing_key))
        case AMQP_BASIC_RETURN_METHOD:
            let returned = decoded.assumingMemoryBound(to: amqp_basic_return_t.self).pointee
            content = IncomingContent(
                origin: .returned(code: Int(returned.reply_code), text: String(returned.reply_text)),
                exchange: String(returned.exchange), routingKey: String(returned.routing_key))
        default: return false
        }
        return true
    }

    /// Adds the head; the whole message if it has no body.
    mutating func addHead(_ properties: amqp_basic_properties_t, bodySize: UInt64) -> IncomingContent? {
        guard content != nil else { return nil }
        content?.properties = Properties(properties)
        missing = Int(clamping: bodySize)
        content?.body.reserveCapacity(min(missing, Self.largestAdvance))
        return finished()
    }

    /// Adds a piece of the body; the whole message if it was the last one.
    mutating func addFragment(_ fragment: amqp_bytes_t) -> IncomingContent? {
        guard content != nil else { return nil }
        content?.body.append(contentsOf: UnsafeRawBufferPointer(start: fragment.bytes, count: fragment.len))
        missing -= fragment.len
        return finished()
    }

    private mutating func finished() -> IncomingContent? {
        guard missing <= 0 else { return nil }
        return content.take()
    }
}
