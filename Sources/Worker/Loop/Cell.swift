import Storage

/// Deliveries of a program without a store that may have ended it, and whatever comes after them in their partitions:
/// they wait here while everybody else is handled. A pure value.
///
/// They leave it key by key, because only those of one key have an order to keep: by turns from the oldest to the
/// newest, which comes to what did it with nothing older left, and from the newest to the oldest, which lets everybody
/// behind it go on.
struct Cell<Inmate> {
    private struct Line {
        /// In the order in which they came.
        var keys: [String] = []
        var inmates: [String: [Inmate]] = [:]
        /// The most vain deliveries of any of them.
        var vain: Int64 = 0
    }

    private var lines: [Partition: Line] = [:]

    var isEmpty: Bool { lines.isEmpty }

    /// Takes a delivery in if it is suspected or comes after one that is; false: it may pass.
    mutating func takes(_ inmate: Inmate, of partition: Partition, key: String, vain: Int64) -> Bool {
        guard vain >= Suspicion.aloneFrom || lines[partition] != nil else { return false }
        var line = lines[partition] ?? Line()
        if line.inmates[key] == nil { line.keys.append(key) }
        line.inmates[key, default: []].append(inmate)
        line.vain = max(line.vain, vain)
        lines[partition] = line
        return true
    }

    /// In what order they leave, in this life of the program.
    struct Turn {
        let partitions: [Partition]
        let isNewestFirst: Bool
    }

    /// An end of the program adds one vain delivery to each that it held, so the turns change with every life.
    var turn: Turn {
        let isNewestFirst = !(lines.values.map(\.vain).max() ?? 0).isMultiple(of: 2)
        let partitions = lines.keys.sorted()
        return Turn(partitions: isNewestFirst ? partitions.reversed() : partitions, isNewestFirst: isNewestFirst)
    }

    /// The next of a partition; nil when it has none left, and then its deliveries pass again.
    mutating func next(of partition: Partition, newestFirst: Bool) -> Inmate? {
        guard var line = lines[partition], let key = newestFirst ? line.keys.last : line.keys.first,
            let inmate = line.inmates[key]?.first
        else {
            lines[partition] = nil
            return nil
        }
        line.inmates[key]?.removeFirst()
        if line.inmates[key]?.isEmpty == true {
            line.inmates[key] = nil
            line.keys.removeAll { $0 == key }
        }
        lines[partition] = line
        return inmate
    }
}
