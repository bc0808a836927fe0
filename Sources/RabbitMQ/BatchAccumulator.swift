/// The one waiting batch: the connection's thread appends, the caller takes what is there.
///
/// A stream element for each read costs six times as much and never merges (broker facts page).
package struct BatchAccumulator {
    private var deliveries: [Delivery] = []
    private var head = 0
    private var ended: [Subscription: EndReason] = [:]

    package init() {}

    /// Whether a caller would get something now.
    package var isEmpty: Bool { head == deliveries.count && ended.isEmpty }

    /// Adds what arrived, in order.
    package mutating func append(_ arrived: [Delivery]) {
        if head == deliveries.count {
            deliveries = arrived
            head = 0
        } else {
            deliveries.append(contentsOf: arrived)
        }
    }

    /// Notes the end of a subscription and drops what was not taken of it: the broker delivers it again.
    package mutating func end(_ subscription: Subscription, _ reason: EndReason) {
        drop(subscription)
        ended[subscription] = reason
    }

    /// Drops what was not taken of a subscription that is handed over.
    package mutating func drop(_ subscription: Subscription) {
        deliveries = deliveries[head...].filter { $0.subscription.id != subscription.id }
        head = 0
    }

    /// All that is there, at most `maximum` deliveries; the rest stays for the next call.
    package mutating func take(maximum: Int) -> Batch {
        defer { ended = [:] }
        let available = deliveries.count - head
        guard available > maximum else {
            let all = head == 0 ? deliveries : Array(deliveries[head...])
            deliveries = []
            head = 0
            return Batch(deliveries: all, ended: ended)
        }
        let part = Array(deliveries[head..<(head + maximum)])
        head += maximum
        return Batch(deliveries: part, ended: ended)
    }
}
