import CRabbitMQ

extension Arena {
    /// The properties for the library, with the flags of those that are there.
    mutating func properties(_ properties: Properties) -> amqp_basic_properties_t {
        var coded = amqp_basic_properties_t()
        func flag(_ bit: Int32) { coded._flags |= amqp_flags_t(bit) }
        func text(_ text: String?, _ bit: Int32) -> amqp_bytes_t {
            guard let text else { return amqp_bytes_t(len: 0, bytes: nil) }
            flag(bit)
            return bytes(text)
        }
        coded.type = text(properties.type, AMQP_BASIC_TYPE_FLAG)
        coded.message_id = text(properties.messageId, AMQP_BASIC_MESSAGE_ID_FLAG)
        coded.correlation_id = text(properties.correlationId, AMQP_BASIC_CORRELATION_ID_FLAG)
        coded.app_id = text(properties.appId, AMQP_BASIC_APP_ID_FLAG)
        coded.user_id = text(properties.userId, AMQP_BASIC_USER_ID_FLAG)
        coded.content_type = text(properties.contentType, AMQP_BASIC_CONTENT_TYPE_FLAG)
        coded.content_encoding = text(properties.contentEncoding, AMQP_BASIC_CONTENT_ENCODING_FLAG)
        coded.reply_to = text(properties.replyTo, AMQP_BASIC_REPLY_TO_FLAG)
        coded.expiration = text(properties.expiration, AMQP_BASIC_EXPIRATION_FLAG)
        if let timestamp = properties.timestamp {
            flag(AMQP_BASIC_TIMESTAMP_FLAG)
            coded.timestamp = timestamp
        }
        if let mode = properties.deliveryMode {
            flag(AMQP_BASIC_DELIVERY_MODE_FLAG)
            coded.delivery_mode = mode.rawValue
        }
        if let priority = properties.priority {
            flag(AMQP_BASIC_PRIORITY_FLAG)
            coded.priority = priority
        }
        if !properties.headers.isEmpty {
            flag(AMQP_BASIC_HEADERS_FLAG)
            coded.headers = table(properties.headers)
        }
        return coded
    }
}

extension Properties {
    /// A copy of what the library read.
    init(_ coded: amqp_basic_properties_t) {
        func has(_ bit: Int32) -> Bool { coded._flags & amqp_flags_t(bit) != 0 }
        func text(_ bytes: amqp_bytes_t, _ bit: Int32) -> String? { has(bit) ? String(bytes) : nil }
        self.init(
            type: text(coded.type, AMQP_BASIC_TYPE_FLAG),
            messageId: text(coded.message_id, AMQP_BASIC_MESSAGE_ID_FLAG),
            correlationId: text(coded.correlation_id, AMQP_BASIC_CORRELATION_ID_FLAG),
            timestamp: has(AMQP_BASIC_TIMESTAMP_FLAG) ? coded.timestamp : nil,
            appId: text(coded.app_id, AMQP_BASIC_APP_ID_FLAG),
            userId: text(coded.user_id, AMQP_BASIC_USER_ID_FLAG),
            contentType: text(coded.content_type, AMQP_BASIC_CONTENT_TYPE_FLAG),
            contentEncoding: text(coded.content_encoding, AMQP_BASIC_CONTENT_ENCODING_FLAG),
            deliveryMode: has(AMQP_BASIC_DELIVERY_MODE_FLAG) ? DeliveryMode(rawValue: coded.delivery_mode) : nil,
            replyTo: text(coded.reply_to, AMQP_BASIC_REPLY_TO_FLAG),
            expiration: text(coded.expiration, AMQP_BASIC_EXPIRATION_FLAG),
            priority: has(AMQP_BASIC_PRIORITY_FLAG) ? coded.priority : nil,
            headers: has(AMQP_BASIC_HEADERS_FLAG) ? [String: HeaderValue](coded.headers) : [:])
    }
}
