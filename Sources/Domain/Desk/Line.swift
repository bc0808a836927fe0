import Identifiers

/// A queue's waiting line: who waits, in order. Offered conversations keep their place until an accept (rule 6).
///
/// Before everybody stand those whose agent was lost (rule 10), then the longest waiting; equal times are ordered by
/// id, so that every replay gives the same order.
public struct Line: Hashable, Sendable {
    public struct Entry: Hashable, Sendable, Comparable {
        public let atHead: Bool
        public let since: Instant
        public let conversation: ConversationID

        public static func < (left: Self, right: Self) -> Bool {
            if left.atHead != right.atHead { return left.atHead }
            if left.since != right.since { return left.since < right.since }
            return left.conversation < right.conversation
        }
    }

    public private(set) var entries: [Entry] = []

    public var isEmpty: Bool { entries.isEmpty }
    public var count: Int { entries.count }

    mutating func insert(_ entry: Entry) {
        let index = firstIndex(notBefore: entry)
        guard index == entries.endIndex || entries[index] != entry else { return }
        entries.insert(entry, at: index)
    }

    mutating func remove(_ entry: Entry) {
        let index = firstIndex(notBefore: entry)
        guard index < entries.endIndex, entries[index] == entry else { return }
        entries.remove(at: index)
    }

    /// From 1; nil for somebody who does not wait here.
    public func position(of entry: Entry) -> Int? {
        let index = firstIndex(notBefore: entry)
        guard index < entries.endIndex, entries[index] == entry else { return nil }
        return index + 1
    }

    private func firstIndex(notBefore entry: Entry) -> Int {
        var low = entries.startIndex
        var high = entries.endIndex
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
