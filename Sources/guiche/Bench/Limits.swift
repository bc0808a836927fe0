/// How far a measurement may go; whoever asks for more is told so.
enum Limits {
    static let sessions = 1...100_000
    static let agents = 1...10_000
    static let bots = 0...100
    static let messages = 1...100_000_000
    static let rate = 0...1_000_000
    static let lines = 1...10_000
    /// In seconds: a day, of which every second is kept for the plots.
    static let longestRun = 86_400

    /// Copies of lines that may be on their way at once. A load without it would fill the doors' queues, which hold
    /// 20,000 messages each, and then be told "later".
    static let underWay = 8_192
    /// Messages published together where speed is what counts.
    static let wave = 100
    /// Commands begun and not yet confirmed, in waves of one to ``wave``.
    static let unsettled = 200_000
    /// Where nothing is due earlier, what is due is looked for so often.
    static let tick: Duration = .milliseconds(2)
    /// Nothing arrived for so long although something should have: the run is given up.
    static let patience = PublicClient.patience
    /// Conversations whose transcripts are read from the book after the load.
    static let booksRead = 500
    /// Conversations of which every event is watched, so that a gap in `seq` is seen.
    static let witnessed = 32
    /// Faults that are told in words; all are counted.
    static let findings = 20
}
