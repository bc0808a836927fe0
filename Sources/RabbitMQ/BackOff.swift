/// The pauses between attempts to connect: doubling from the first to the longest.
package struct BackOff {
    private let first: Duration
    private let longest: Duration
    private var next: Duration

    package init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
        next = first
    }

    /// The pause before the next attempt.
    package mutating func pause() -> Duration {
        let pause = next
        next = min(longest, next * 2)
        return pause
    }

    /// After a connection stood, the pauses begin small again.
    package mutating func reset() { next = first }
}
