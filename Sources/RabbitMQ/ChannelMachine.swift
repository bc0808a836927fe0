import CRabbitMQ

/// What runs on one channel. Its session tells it what the broker says; it answers by sending through the session.
///
/// Lives on the connection's thread only. What it throws ends the session: the wire itself has failed.
protocol ChannelMachine: AnyObject {
    /// The broker has opened the channel.
    func opened(on session: Session) throws(RabbitMQError)
    /// The broker sent a method that is not about the channel itself or about content.
    func received(_ method: amqp_method_t, on session: Session) throws(RabbitMQError)
    /// The broker sent a message.
    func received(_ content: IncomingContent, on session: Session) throws(RabbitMQError)
    /// The broker closed the channel; its number is free again.
    func closed(_ error: RabbitMQError, on session: Session) throws(RabbitMQError)
}

/// A channel that waits for the broker to confirm its close: whatever still comes for it is dropped.
final class ClosingChannel: ChannelMachine {
    private let onClosed: () -> Void

    init(onClosed: @escaping () -> Void) { self.onClosed = onClosed }

    func opened(on session: Session) {}
    func received(_ method: amqp_method_t, on session: Session) {}
    func received(_ content: IncomingContent, on session: Session) {}
    func closed(_ error: RabbitMQError, on session: Session) {}
    func isClosed() { onClosed() }
}
