import Contracts
import Identifiers
import RabbitMQ
import Storage

/// One partition this replica consumes from, and, once a delivery has come, owns.
@LoopThread
final class Holding {
    /// What the store knows of an owned partition, kept here so that a message costs no reading.
    struct Progress {
        var epoch: Int64
        /// The last number given to an outbox row.
        var last: Int64
        /// The inbox: the high-water mark of each source.
        var marks: [String: Int64]
        var parkedKeys: Set<String>
        var nextDue: Instant?
    }

    let partition: Partition
    let stream: Contracts.Stream
    let subscription: Subscription
    /// Nil until the partition is taken; never set in programs without a store.
    var progress: Progress?
    var promises = Promises(after: 0)
    /// True once a delivery has come: the broker made us the active consumer.
    var isHeld = false
    /// True once it is being handed over: nothing more of it is handled.
    var isLeaving = false

    init(partition: Partition, stream: Contracts.Stream, subscription: Subscription) {
        self.partition = partition
        self.stream = stream
        self.subscription = subscription
    }
}
