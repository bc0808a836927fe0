import Synchronization

/// How many streams are open: in all, and for each owner.
final class Crowd: Sendable {
    /// Of one session, agent or supervisor: his tabs and devices.
    static let mostOfOne = 20

    private struct Counts {
        var all = 0
        var each: [String: Int] = [:]
    }

    private let most: Int
    private let counts = Mutex(Counts())

    /// - Parameter most: streams in all.
    init(most: Int) { self.most = most }

    /// - Throws: ``Refusal`` if there are too many; else ``leave(_:)`` has to follow.
    func enter(_ owner: String) throws(Refusal) {
        let isIn = counts.withLock { counts in
            guard counts.all < most, counts.each[owner, default: 0] < Self.mostOfOne else { return false }
            counts.all += 1
            counts.each[owner, default: 0] += 1
            return true
        }
        guard isIn else { throw .tooFast(retryAfter: 5) }
    }

    func leave(_ owner: String) {
        counts.withLock { counts in
            counts.all -= 1
            counts.each[owner, default: 1] -= 1
            if counts.each[owner] == 0 { counts.each[owner] = nil }
        }
    }
}
