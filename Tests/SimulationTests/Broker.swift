/// The queues of the broker. Each keeps its order, is given to one consumer at a time, and comes again from the first
/// unacknowledged message when that consumer is gone.
struct Broker {
    private(set) var queues: [Partition: Queue] = [:]

    struct Queue {
        var letters: [Letter] = []
        /// How many of the first are with the consumer, unacknowledged.
        var delivered = 0
        /// Which replica consumes; nil for nobody.
        var consumer: Int?
        /// A fresh one for every consume: whoever holds an older one is connected no more.
        var tag = 0
    }

    subscript(_ partition: Partition) -> Queue {
        get { queues[partition] ?? Queue() }
        set { queues[partition] = newValue }
    }

    var isEmpty: Bool { queues.values.allSatisfy(\.letters.isEmpty) }

    mutating func enqueue(_ letter: Letter) { queues[letter.to, default: Queue()].letters.append(letter) }

    /// Makes a replica the active consumer, and returns its tag.
    mutating func subscribe(_ replica: Int, to partition: Partition) -> Int {
        queues[partition, default: Queue()].tag += 1
        queues[partition]?.consumer = replica
        queues[partition]?.delivered = 0
        return self[partition].tag
    }

    /// Whatever was delivered and not acknowledged is in the queue again, in order.
    mutating func unsubscribe(from partition: Partition) {
        queues[partition]?.tag += 1
        queues[partition]?.consumer = nil
        queues[partition]?.delivered = 0
    }

    mutating func deliver(upTo limit: Int, from partition: Partition) -> ArraySlice<Letter> {
        let queue = self[partition]
        let end = min(queue.letters.count, queue.delivered + limit)
        queues[partition]?.delivered = end
        return queue.letters[queue.delivered..<end]
    }

    mutating func acknowledge(_ count: Int, of partition: Partition) {
        queues[partition]?.letters.removeFirst(count)
        queues[partition]?.delivered -= count
    }

    mutating func readAll(of partition: Partition) -> [Letter] {
        let letters = self[partition].letters
        queues[partition]?.letters = []
        return letters
    }
}
