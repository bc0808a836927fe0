import Contracts
import Identifiers
import RabbitMQ
import Storage

/// The partitions this replica consumes from, by partition and by consumer.
@LoopThread
final class Holdings {
    private var byPartition: [Partition: Holding] = [:]
    private var bySubscription: [UInt64: Holding] = [:]

    private var expected: [String: (Partition, Contracts.Stream)] = [:]

    subscript(_ partition: Partition) -> Holding? { byPartition[partition] }

    /// Whose delivery it is. The first delivery can be faster than the broker's answer to the subscription, so a
    /// queue that is expected is adopted here.
    func holding(of subscription: Subscription) -> Holding? {
        if let known = bySubscription[subscription.id] { return known }
        guard let (partition, stream) = expected[subscription.queue] else { return nil }
        let holding = Holding(partition: partition, stream: stream, subscription: subscription)
        add(holding)
        return holding
    }

    /// A subscription is under way.
    func expect(_ queue: String, _ partition: Partition, _ stream: Contracts.Stream) {
        expected[queue] = (partition, stream)
    }

    /// The subscription has succeeded or failed.
    func settled(_ queue: String) { expected.removeValue(forKey: queue) }

    func known(_ subscription: Subscription) -> Holding? { bySubscription[subscription.id] }

    var all: [Holding] { Array(byPartition.values) }

    func add(_ holding: Holding) {
        byPartition[holding.partition] = holding
        bySubscription[holding.subscription.id] = holding
    }

    func remove(_ holding: Holding) {
        bySubscription.removeValue(forKey: holding.subscription.id)
        guard byPartition[holding.partition] === holding else { return }
        byPartition.removeValue(forKey: holding.partition)
    }

    /// One row of the outbox has found its end.
    func done(_ parcel: Parcel) {
        guard isCurrent(parcel) else { return }
        byPartition[parcel.source]?.promises.done(parcel.number)
    }

    /// False once the partition was lost or taken anew since: then whoever has it reads the promise from the store.
    func isCurrent(_ parcel: Parcel) -> Bool {
        parcel.epoch == 0 || byPartition[parcel.source]?.progress?.epoch == parcel.epoch
    }

    /// The earliest moment any owned partition wants anything.
    var nextDue: Instant? {
        byPartition.values.compactMap { $0.isLeaving ? nil : $0.progress?.nextDue }.min()
    }
}
