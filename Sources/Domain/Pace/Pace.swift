/// How fast one sender may send: so many messages a second in the long run, and so many at once after a silence.
///
/// The defaults stop a program that runs wild and nobody else. `burst` is also what one sender may have waiting after
/// an outage of ours, because what waited is handled at once.
public struct Pace: Sendable, Equatable {
    /// Messages per second, at least 1.
    public let perSecond: Int
    /// Messages at once, at least 1.
    public let burst: Int

    public init(perSecond: Int = 500, burst: Int = 1_000) {
        self.perSecond = max(1, perSecond)
        self.burst = max(1, burst)
    }

    /// What one message costs, in microseconds.
    var cost: Int64 { 1_000_000 / Int64(perSecond) }
    /// How far ahead of the clock a sender may get, in microseconds.
    var credit: Int64 { cost * Int64(burst) }
}
