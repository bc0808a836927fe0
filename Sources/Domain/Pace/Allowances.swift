import Identifiers

/// What every sender may still send: a token bucket each, kept as the moment at which it will be full again (the
/// generic cell rate algorithm). A bucket that is full is the same as none, so only who sent lately takes memory.
public struct Allowances<Sender: Hashable & Sendable>: Sendable {
    /// Senders remembered at most. More than this have sent within one burst only if the whole system is flooded; then
    /// those who are not remembered are let through.
    public static var limit: Int { 65_536 }

    private let limit: Int
    /// When each sender's bucket will be full again, in microseconds since the epoch.
    private var fullAt: [Sender: Int64] = [:]
    /// At so many senders those whose buckets are full are forgotten.
    private var sweepAt: Int

    /// - Parameter limit: see ``limit-swift.type.property``.
    public init(limit: Int = Self.limit) {
        self.limit = limit
        sweepAt = min(limit, 1_024)
    }

    /// How many senders are remembered.
    public var count: Int { fullAt.count }

    /// Takes one message from a sender's allowance; false if there is none left, and then nothing is taken.
    public mutating func take(from sender: Sender, at now: Instant, pace: Pace) -> Bool {
        let clock = now.milliseconds * 1_000
        var start = fullAt[sender] ?? clock
        // Nobody gets further ahead than his credit: who seems to has outlived a clock that was set back.
        if start < clock || start > clock + pace.credit { start = clock }
        let next = start + pace.cost
        guard next <= clock + pace.credit else { return false }
        if fullAt[sender] != nil || hasRoom(at: clock) { fullAt[sender] = next }
        return true
    }

    /// Forgets full buckets when there are many; each sweep pays for itself by the senders that came since the last.
    private mutating func hasRoom(at clock: Int64) -> Bool {
        if fullAt.count >= sweepAt {
            fullAt = fullAt.filter { $0.value > clock }
            sweepAt = min(limit, max(1_024, fullAt.count * 2))
        }
        return fullAt.count < limit
    }
}
