import CRabbitMQ

/// One subscription: one consumer on a channel of its own.
///
/// ```
/// opening ── open-ok ──> limiting ── qos-ok ──> starting ── consume-ok ──> consuming ──> ended
/// ```
/// It ends once: handed over, cancelled by the broker, with its channel or with the connection.
final class ConsumeChannel: ChannelMachine {
    private enum State {
        case opening
        case limiting
        case starting
        case consuming
        case ended
    }

    let request: SubscribeRequest
    let port: ConsumerPort
    private var state = State.opening
    private var channel: UInt16?
    private var unacknowledged = TagWindow<Void>()
    private let onEnd: (UInt64) -> Void

    init(_ request: SubscribeRequest, port: ConsumerPort, onEnd: @escaping (UInt64) -> Void) {
        self.request = request
        self.port = port
        self.onEnd = onEnd
    }

    /// When the broker must have answered; nil once it has.
    var deadline: ContinuousClock.Instant? {
        switch state {
        case .opening, .limiting, .starting: request.deadline
        case .consuming, .ended: nil
        }
    }

    /// Whether it has a channel on the connection that stands.
    var isAttached: Bool { channel != nil }

    /// Begins on a connection that stands.
    func attach(_ session: Session) throws(RabbitMQError) {
        guard channel == nil else { return }
        guard let number = try session.open(self) else { return end(.noChannel, .channelClosed(.noChannel)) }
        channel = number
    }

    func opened(on session: Session) throws(RabbitMQError) {
        guard let channel else { return }
        state = .limiting
        let limit = amqp_basic_qos_t(prefetch_size: 0, prefetch_count: request.prefetch, global: 0)
        try session.wire.send(AMQP_BASIC_QOS_METHOD, on: channel, limit)
    }

    func received(_ method: amqp_method_t, on session: Session) throws(RabbitMQError) {
        guard let channel else { return }
        switch method.id {
        case AMQP_BASIC_QOS_OK_METHOD: try start(session, channel)
        case AMQP_BASIC_CONSUME_OK_METHOD:
            state = .consuming
            request.reply.resume(returning: .success(request.subscription))
        case AMQP_BASIC_CANCEL_METHOD:
            try session.close(channel)
            end(.consumerCancelled(request.subscription.queue), .cancelledByBroker)
        default: break
        }
    }

    /// The tag is left to the broker, which makes a new one each time: a reused one can leave messages undelivered
    /// (broker facts page).
    private func start(_ session: Session, _ channel: UInt16) throws(RabbitMQError) {
        state = .starting
        session.arena.reset()
        let method = amqp_basic_consume_t(
            ticket: 0, queue: session.arena.bytes(request.subscription.queue), consumer_tag: amqp_empty_bytes,
            no_local: 0, no_ack: 0, exclusive: request.exclusive ? 1 : 0, nowait: 0,
            arguments: session.arena.table(request.arguments))
        try session.wire.send(AMQP_BASIC_CONSUME_METHOD, on: channel, method)
    }

    func received(_ content: IncomingContent, on session: Session) {
        guard case .delivered(let tag, let redelivered) = content.origin else { return }
        unacknowledged.append(())
        port.pending.append(
            Delivery(
                subscription: request.subscription, tag: tag, redelivered: redelivered, exchange: content.exchange,
                routingKey: content.routingKey, properties: content.properties, body: content.body))
    }

    func closed(_ error: RabbitMQError, on session: Session) { end(error, .channelClosed(error)) }

    func detach(_ error: RabbitMQError) { end(error, .connectionLost(error)) }

    func expire(at now: ContinuousClock.Instant, on session: Session?) throws(RabbitMQError) {
        guard let deadline, deadline <= now else { return }
        let error = RabbitMQError(
            .timeout, "The broker did not start the consumer of queue '\(request.subscription.queue)' in time.")
        if let session, let channel { try session.close(channel) }
        end(error, .channelClosed(error))
    }

    /// Acknowledges everything open up to a tag. What is not open any more is skipped, because the broker would close
    /// the channel over it.
    func acknowledge(through tag: UInt64, on session: Session) throws(RabbitMQError) {
        guard let channel, let last = unacknowledged.highestOpen(through: tag) else { return }
        _ = unacknowledged.settle(through: last)
        let method = amqp_basic_ack_t(delivery_tag: last, multiple: 1)
        try session.wire.send(AMQP_BASIC_ACK_METHOD, on: channel, method)
    }

    func acknowledge(_ tag: UInt64, on session: Session) throws(RabbitMQError) {
        guard let channel, unacknowledged.settle(tag) != nil else { return }
        let method = amqp_basic_ack_t(delivery_tag: tag, multiple: 0)
        try session.wire.send(AMQP_BASIC_ACK_METHOD, on: channel, method)
    }

    func reject(_ tag: UInt64, requeue: Bool, on session: Session) throws(RabbitMQError) {
        guard let channel, unacknowledged.settle(tag) != nil else { return }
        let method = amqp_basic_reject_t(delivery_tag: tag, requeue: requeue ? 1 : 0)
        try session.wire.send(AMQP_BASIC_REJECT_METHOD, on: channel, method)
    }

    /// Closes the channel without cancelling; `onClosed` is called when the broker has closed it.
    func handOver(on session: Session?, then onClosed: @escaping () -> Void) throws(RabbitMQError) {
        let number = channel
        let wasConsuming = state == .consuming
        state = .ended
        channel = nil
        port.drop(request.subscription)
        if !wasConsuming {
            request.reply.resume(returning: .failure(RabbitMQError(.cancelled, "The subscription was handed over.")))
        }
        onEnd(request.subscription.id)
        guard let session, let number else { return onClosed() }
        try session.close(number, then: onClosed)
    }

    private func end(_ error: RabbitMQError, _ reason: EndReason) {
        let before = state
        state = .ended
        channel = nil
        switch before {
        case .opening, .limiting, .starting: request.reply.resume(returning: .failure(error))
        case .consuming: port.end(request.subscription, reason)
        case .ended: return
        }
        onEnd(request.subscription.id)
    }
}

extension RabbitMQError {
    fileprivate static func consumerCancelled(_ queue: String) -> RabbitMQError {
        RabbitMQError(.notFound, "The broker cancelled the consumer of queue '\(queue)'.")
    }
}
