/// Consumes any number of queues over one connection as one sequence of batches.
///
/// After a loss nothing is subscribed again by itself: the batch tells what ended, and the caller decides.
public final class Consumer: Sendable {
    /// The most deliveries of one queue that wait for their acknowledgement.
    public let prefetch: Int
    private let connection: Connection
    private let mailbox: Mailbox
    private let id: UInt64

    /// Makes a consumer. `prefetch` counts for each queue (1 to 65535), `maximumBatch` for each call of `next`.
    public init(on connection: Connection, prefetch: Int = 256, maximumBatch: Int = 256) {
        self.connection = connection
        self.prefetch = min(max(1, prefetch), Int(UInt16.max))
        mailbox = Mailbox(maximumBatch: max(1, maximumBatch))
        id = connection.nextID()
        connection.queue.submit(.openConsumer(id: id, mailbox))
    }

    deinit { connection.queue.submit(.closeConsumer(id: id)) }

    /// Starts consuming a queue on a new channel with a fresh consumer tag.
    ///
    /// Waits for the connection, at most the connection's `replyTimeout`. Throws `notFound`, `accessRefused`,
    /// `resourceLocked` (somebody consumes exclusively), `connectionLost` or `timeout`. The first deliveries can be in
    /// the next batch before this returns.
    @discardableResult
    public func subscribe(
        to queue: String, exclusive: Bool = false, arguments: [String: HeaderValue] = [:]
    ) async throws(RabbitMQError) -> Subscription {
        try requireShort(queue, "queue's name")
        try requireSendable(arguments, "arguments")
        let subscription = Subscription(id: connection.nextID(), queue: queue)
        let deadline = ContinuousClock.now + connection.configuration.replyTimeout
        let result = await withCheckedContinuation { reply in
            let request = SubscribeRequest(
                subscription: subscription, consumer: id, exclusive: exclusive, prefetch: UInt16(prefetch),
                arguments: arguments, deadline: deadline, reply: reply)
            connection.queue.submit(.subscribe(request))
        }
        return try result.get()
    }

    /// Gives a queue up in order: what was acknowledged before stays acknowledged, the rest goes back to the queue, and
    /// only then the next consumer is promoted. Returns when the broker has closed the channel, or after
    /// `replyTimeout`.
    ///
    /// The channel is closed without cancelling the consumer; cancelling first would promote the next consumer while
    /// messages are still held here (broker facts page). Deliveries not taken yet are dropped.
    public func handOver(_ subscription: Subscription) async {
        await withCheckedContinuation { continuation in
            connection.queue.submit(.handOver(subscription: subscription.id, continuation))
        }
    }

    /// All that is there, at most `maximumBatch` deliveries; waits only while there is nothing. Nil after the end.
    ///
    /// One caller at a time: a second one gets `alreadyWaiting`. Throws `cancelled` when the task is cancelled.
    public func next() async throws(RabbitMQError) -> Batch? { try await mailbox.next() }

    /// Acknowledges everything of the batch, with one multiple acknowledgement for each subscription.
    ///
    /// It acknowledges what came earlier on the same subscription too: complete batches strictly in order.
    public func acknowledge(_ batch: Batch) {
        var last: [UInt64: UInt64] = [:]
        for delivery in batch.deliveries { last[delivery.subscription.id] = delivery.tag }
        for (subscription, tag) in last {
            connection.queue.submit(.acknowledge(subscription: subscription, through: tag))
        }
    }

    /// Acknowledges these deliveries and no others. Those of an ended subscription are skipped silently.
    public func acknowledge(_ deliveries: [Delivery]) {
        for delivery in deliveries {
            connection.queue.submit(.acknowledgeOne(subscription: delivery.subscription.id, tag: delivery.tag))
        }
    }

    /// Refuses one delivery: back to the queue, or to its dead-letter exchange if it has one.
    ///
    /// Requeueing breaks the order, so an ordered path never does it (broker facts page).
    public func reject(_ delivery: Delivery, requeue: Bool) {
        connection.queue.submit(
            .reject(subscription: delivery.subscription.id, tag: delivery.tag, requeue: requeue))
    }

    /// Gives all queues up; `next` returns nil from now on.
    public func close() { connection.queue.submit(.closeConsumer(id: id)) }
}
