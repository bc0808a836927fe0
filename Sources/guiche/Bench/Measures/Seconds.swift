/// What one second of the load was like.
struct Second: Equatable, Sendable {
    /// How long it really was, in seconds.
    let length: Double
    /// Lines that were said in it.
    let said: Int
    /// Lines whose last copy arrived in it.
    let arrived: Int
    let inService: Int
    let waiting: Int
    let withBot: Int
    /// The talk that arrived in it.
    let talk: Percentiles
}

/// The seconds of a run, at most a day of them.
struct Seconds: Sendable {
    private(set) var seconds: [Second] = []

    mutating func append(_ second: Second) {
        if seconds.count < Limits.longestRun { seconds.append(second) }
    }

    /// At most `count` groups of neighbouring seconds, for a plot.
    func groups(_ count: Int) -> [ArraySlice<Second>] {
        let size = max(1, (seconds.count + count - 1) / max(1, count))
        return stride(from: 0, to: seconds.count, by: size).map { seconds[$0..<min($0 + size, seconds.count)] }
    }
}
