/// When the next line is due. At a rate every line has an intended time, and latency counts from it: a system that
/// falls behind shows as latency and not as a slower load ("coordinated omission").
struct Cadence: Sendable {
    typealias Moment = ContinuousClock.Instant

    /// Lines a second; 0 is as fast as it goes.
    let rate: Int
    private var base: Moment
    private var issued = 0

    init(rate: Int, from start: Moment) {
        self.rate = rate
        base = start
    }

    /// The intended time of the next line, if it has come.
    func due(at now: Moment) -> Moment? {
        guard rate > 0 else { return now }
        return next <= now ? next : nil
    }

    /// The intended time of the next line.
    var next: Moment { rate > 0 ? base + .seconds(1) * issued / rate : base }

    mutating func spoke() { issued += 1 }

    /// There was nobody who could have spoken, so nothing was owed: the clock goes on from now.
    mutating func nobodyCould(at now: Moment) {
        guard rate > 0, next < now else { return }
        base = now
        issued = 0
    }
}
