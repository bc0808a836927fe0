import Contracts
import Identifiers
import Storage

/// What handling one message may do. Valid only inside the call it was given to.
///
/// Nothing leaves the program before the transaction is committed, and everything leaves it afterwards.
public final class Work {
    /// The moment the batch was taken; the same for all of its messages.
    public let now: Instant
    let topology: Topology
    private let open: Transaction?
    /// The partition of the message that is being handled.
    private(set) var here: Partition
    private(set) var outgoing: [Outgoing] = []
    private(set) var alarms: [Alarm] = []

    /// A moment somebody has to look at the timers of a partition.
    struct Alarm {
        let partition: Partition
        let due: Instant
    }

    /// One thing to be sent, and for whom.
    struct Outgoing {
        enum Content {
            case hop(stream: Contracts.Stream, partition: Int, head: Head, body: [UInt8])
            case event(PublicEvent)
            case direct(queue: String, envelope: Envelope, body: [UInt8])
        }

        let source: Partition
        let content: Content
    }

    /// For the loop, and for tests of handlers.
    public init(topology: Topology, now: Instant, transaction: Transaction?, stream: Contracts.Stream, partition: Int) {
        self.topology = topology
        self.now = now
        open = transaction
        here = Partition(stream: stream.rawValue, number: partition)
    }

    /// The open transaction.
    ///
    /// - Throws: ``StoreError`` in a program that was started without a store.
    public func transaction() throws -> Transaction {
        guard let open else { throw StoreError(.database, "this program was started without a store") }
        return open
    }

    /// Sends to an internal stream. Everything a batch sends to one partition travels together, in this order.
    public func send(_ head: Head, _ body: [UInt8], to stream: Contracts.Stream, key: String) {
        let content = Outgoing.Content.hop(
            stream: stream, partition: topology.partition(of: key), head: head, body: body)
        outgoing.append(Outgoing(source: here, content: content))
    }

    /// Publishes to the public exchange.
    public func publish(_ event: PublicEvent) {
        outgoing.append(Outgoing(source: here, content: .event(event)))
    }

    /// Sends straight into a queue: a bot's, the dead letters, an answer's.
    public func send(direct queue: String, _ envelope: Envelope, _ body: [UInt8]) {
        outgoing.append(Outgoing(source: here, content: .direct(queue: queue, envelope: envelope, body: body)))
    }

    /// Asks for a message at a moment; there is one per key and kind, and setting it again moves it. It comes through
    /// this message's own partition, or, with `stream`, through the partition of `key` in that stream.
    public func setTimer(
        _ kind: String, key: String, at due: Instant, token: String, on stream: Contracts.Stream? = nil
    ) throws {
        let partition = partition(of: key, in: stream)
        try transaction().set(TimerRow(key: key, kind: kind, due: due, token: token), in: partition)
        alarms.append(Alarm(partition: partition, due: due))
    }

    public func cancelTimer(_ kind: String, key: String, on stream: Contracts.Stream? = nil) throws {
        try transaction().cancelTimer(kind, key: key, in: partition(of: key, in: stream))
    }

    /// 16 random bytes as two numbers, for ids that nobody has had before.
    public func random() -> (UInt64, UInt64) {
        var generator = SystemRandomNumberGenerator()
        return (generator.next(), generator.next())
    }

    private func partition(of key: String, in stream: Contracts.Stream?) -> Partition {
        guard let stream else { return here }
        return Partition(stream: stream.rawValue, number: topology.partition(of: key))
    }
}

extension Work {
    /// Where to go back to if a message fails.
    struct Mark {
        let outgoing: Int
        let alarms: Int
    }

    func enter(_ partition: Partition) { here = partition }

    /// Sends into the partition that is being handled, whatever the key's own would be.
    func sendHome(_ head: Head, _ body: [UInt8], on stream: Contracts.Stream) {
        let content = Outgoing.Content.hop(stream: stream, partition: here.number, head: head, body: body)
        outgoing.append(Outgoing(source: here, content: content))
    }

    var mark: Mark { Mark(outgoing: outgoing.count, alarms: alarms.count) }

    func undo(to mark: Mark) {
        outgoing.removeSubrange(mark.outgoing...)
        alarms.removeSubrange(mark.alarms...)
    }
}
