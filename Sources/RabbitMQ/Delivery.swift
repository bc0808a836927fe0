/// One consumer on one queue, on a channel of its own; it ends with the connection and is never revived.
public struct Subscription: Hashable, Sendable {
    /// Unique in this connection's life, over all reconnections.
    public let id: UInt64
    /// The queue's name.
    public let queue: String

    /// Makes one; a consumer does it, and the test of a handler.
    public init(id: UInt64, queue: String) {
        self.id = id
        self.queue = queue
    }
}

extension Subscription: CustomStringConvertible {
    /// The queue and the number, for logs.
    public var description: String { "\(queue)#\(id)" }
}

/// One message that the broker delivered.
public struct Delivery: Sendable {
    /// Whose message it is.
    public let subscription: Subscription
    /// The delivery tag: counts up from 1 inside its subscription.
    public let tag: UInt64
    /// Whether the broker delivered it before, perhaps to somebody else.
    public let redelivered: Bool
    /// The exchange it was published to.
    public let exchange: String
    /// The routing key it was published with.
    public let routingKey: String
    /// The message's properties.
    public let properties: Properties
    /// The message's body.
    public let body: [UInt8]

    /// Makes a delivery, for example for the test of a handler.
    public init(
        subscription: Subscription, tag: UInt64, redelivered: Bool = false, exchange: String = "",
        routingKey: String = "", properties: Properties = Properties(), body: [UInt8] = []
    ) {
        self.subscription = subscription
        self.tag = tag
        self.redelivered = redelivered
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
    }

    /// The queue it came from.
    public var queue: String { subscription.queue }
}

/// Why a subscription ended without being handed over.
public enum EndReason: Hashable, Sendable {
    /// The broker cancelled the consumer, for example because the queue was deleted.
    case cancelledByBroker
    /// The broker closed the channel.
    case channelClosed(RabbitMQError)
    /// The connection broke.
    case connectionLost(RabbitMQError)
}

/// What was there when the caller asked: deliveries in the order of arrival, and subscriptions that ended.
///
/// Deliveries of an ended subscription that were not taken yet are dropped: the broker delivers them again.
public struct Batch: Sendable {
    /// In the order of arrival; in order inside each queue.
    public var deliveries: [Delivery]
    /// Subscriptions that ended; the caller subscribes again.
    public var ended: [Subscription: EndReason]

    /// Makes a batch.
    public init(deliveries: [Delivery] = [], ended: [Subscription: EndReason] = [:]) {
        self.deliveries = deliveries
        self.ended = ended
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { deliveries.isEmpty && ended.isEmpty }
}
