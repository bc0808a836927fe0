import Glibc

/// Numbers that the same seed always gives again: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
/// Number Generators", 2014).
struct SeededRandom: RandomNumberGenerator {
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A row of its own for each number, so that what one session does depends on no other session.
    init(seed: UInt64, row: Int) {
        var first = SeededRandom(seed: seed &+ UInt64(bitPattern: Int64(row)) &* Self.step)
        state = first.next()
    }

    mutating func next() -> UInt64 {
        state &+= Self.step
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }

    /// A number from 0 up to, without, `limit`; 0 for a limit below 1.
    mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() % UInt64(limit)) }

    /// A number from 0 up to, without, 1.
    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// The time to the next of events that come independently of each other, so many a `mean` apart.
    mutating func exponential(mean: Duration) -> Duration { mean * -log(1 - fraction()) }
}
