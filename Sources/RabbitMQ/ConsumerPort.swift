/// The thread's side of one consumer: gathers what one round of reading brought and hands it over at once.
///
/// Lives on the connection's thread only.
final class ConsumerPort {
    let mailbox: Mailbox
    /// What arrived since the last flush, in order.
    var pending: [Delivery] = []

    init(_ mailbox: Mailbox) { self.mailbox = mailbox }

    /// Puts what arrived into the waiting batch.
    func flush() {
        guard !pending.isEmpty else { return }
        mailbox.append(pending)
        pending = []
    }

    func end(_ subscription: Subscription, _ reason: EndReason) {
        flush()
        mailbox.end(subscription, reason)
    }

    func drop(_ subscription: Subscription) {
        flush()
        mailbox.drop(subscription)
    }
}
