/// What all sessions of a run do. The same seed gives the same script, whatever the machine makes of it in time.
struct Script: Sendable {
    let seed: UInt64
    /// How many bots are played; half of the sessions then start with one.
    let bots: Int
    /// Lines of customer and agent in one session, on average; nil: sessions last until the end, and only customers
    /// write.
    let meanLines: Int?
    /// Between the arrivals of two sessions, on average.
    let meanGap: Duration

    /// Where no rate says how many sessions are needed: more than a machine can open.
    private static let shortestGap: Duration = .milliseconds(1)
    /// All sessions that may be there at once have come after about this time.
    private static let filling: Duration = .seconds(5)

    /// Sessions come twice as fast as the rate uses them up, so that there is always somebody who may speak; how many
    /// are there at once limits them.
    init(seed: UInt64, bots: Int, meanLines: Int?, sessions: Int, rate: Int) {
        self.seed = seed
        self.bots = bots
        self.meanLines = meanLines
        if let meanLines, rate > 0 {
            meanGap = min(.seconds(1) * meanLines / (2 * rate), Self.filling / max(1, sessions))
        } else {
            meanGap = Self.shortestGap
        }
    }

    func part(_ number: Int) -> Part { Part(self, number) }
}
