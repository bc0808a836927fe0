/// A queue as it should be.
public struct QueueDeclaration: Hashable, Sendable {
    /// The queue's name; empty lets the broker choose one and answer with it.
    public var name: String
    /// Whether it survives a restart of the broker.
    public var durable: Bool
    /// Whether only this connection may use it; it goes with the connection.
    public var exclusive: Bool
    /// Whether it goes when its last consumer goes.
    public var autoDelete: Bool
    /// The broker's further settings, such as `x-queue-type`.
    public var arguments: [String: HeaderValue]

    /// Makes a declaration; durable unless it is exclusive.
    public init(
        _ name: String, durable: Bool? = nil, exclusive: Bool = false, autoDelete: Bool = false,
        arguments: [String: HeaderValue] = [:]
    ) {
        self.name = name
        self.durable = durable ?? !exclusive
        self.exclusive = exclusive
        self.autoDelete = autoDelete
        self.arguments = arguments
    }

    /// A replicated queue. The delivery limit is always given, because without one RabbitMQ 3.10 puts a returned
    /// message at the back (measured).
    public static func quorum(
        _ name: String, singleActiveConsumer: Bool = false, deliveryLimit: Int64 = 1000,
        arguments: [String: HeaderValue] = [:]
    ) -> QueueDeclaration {
        var all = arguments
        all["x-queue-type"] = "quorum"
        all["x-delivery-limit"] = .integer(deliveryLimit)
        if singleActiveConsumer { all["x-single-active-consumer"] = true }
        return QueueDeclaration(name, durable: true, arguments: all)
    }
}

/// An exchange as it should be.
public struct ExchangeDeclaration: Hashable, Sendable {
    /// The exchange's name.
    public var name: String
    /// The kind: `direct`, `fanout`, `topic`, `headers` or a plugin's.
    public var type: String
    /// Whether it survives a restart of the broker.
    public var durable: Bool
    /// Whether it goes when its last binding goes.
    public var autoDelete: Bool
    /// Whether only other exchanges may feed it.
    public var isInternal: Bool
    /// The broker's further settings.
    public var arguments: [String: HeaderValue]

    /// Makes a declaration.
    public init(
        _ name: String, type: String, durable: Bool = true, autoDelete: Bool = false, isInternal: Bool = false,
        arguments: [String: HeaderValue] = [:]
    ) {
        self.name = name
        self.type = type
        self.durable = durable
        self.autoDelete = autoDelete
        self.isInternal = isInternal
        self.arguments = arguments
    }
}

/// What the broker answered about a queue.
public struct DeclaredQueue: Hashable, Sendable {
    /// The name, chosen by the broker if the declaration had none.
    public let name: String
    /// The messages ready for delivery.
    public let messageCount: Int
    /// The consumers, active or not.
    public let consumerCount: Int
}
