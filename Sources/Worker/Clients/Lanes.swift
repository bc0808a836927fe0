import Synchronization

/// What waits to be worked on, by lane: a lane has one worker at a time, different lanes have different ones.
///
/// ```
/// idle ── add, answers true ──> worked ── next, nil ──> idle
/// ```
final class Lanes<Item: Sendable>: Sendable {
    /// A lane is in here while somebody works on it.
    private let waiting = Mutex<[String: [Item]]>([:])

    /// Puts an item at the end of its lane. True: nobody works on the lane, the caller is to.
    func add(_ item: Item, to lane: String) -> Bool {
        waiting.withLock { waiting in
            let isWorkedOn = waiting[lane] != nil
            waiting[lane, default: []].append(item)
            return !isWorkedOn
        }
    }

    /// The next item for the lane's worker; nil when there is none, and then the lane is nobody's.
    func next(of lane: String) -> Item? {
        waiting.withLock { waiting in
            guard waiting[lane]?.isEmpty == false else {
                waiting[lane] = nil
                return nil
            }
            return waiting[lane]?.removeFirst()
        }
    }
}
