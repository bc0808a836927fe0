/// Everything that is measured while the load runs.
struct Measures: Sendable {
    typealias Moment = ContinuousClock.Instant

    private(set) var latencies = Latencies()
    private(set) var series = Seconds()
    /// Lines of customers and agents, and answers of bots.
    private(set) var said = 0
    /// Lines that came to the other side.
    private(set) var arrived = 0
    /// Copies of lines that are on their way.
    private(set) var underWay = 0
    /// Cards that ran out while they were being accepted.
    var missedCards = 0
    var lastSighting: Moment
    private(set) var began: Moment
    private(set) var lastArrival: Moment
    private var secondBegan: Moment
    private var inSecond = (said: 0, arrived: 0)

    init(from start: Moment) {
        began = start
        lastSighting = start
        lastArrival = start
        secondBegan = start
    }

    /// What was before was only to get warm.
    mutating func begin(at now: Moment) {
        let underWay = underWay
        self = Measures(from: now)
        self.underWay = underWay
    }

    mutating func said(copies: Int) {
        said += 1
        inSecond.said += 1
        underWay += copies
    }

    mutating func copyArrived() { underWay -= 1 }

    mutating func note(_ path: Path, _ time: Duration, at now: Moment) {
        latencies.note(path, time)
        guard path.isTalk else { return }
        arrived += 1
        inSecond.arrived += 1
        lastArrival = now
    }

    /// From the start to the last line that came.
    var seconds: Double { max((lastArrival - began).inSeconds, 0.000_001) }

    var perSecond: Double { Double(arrived) / seconds }

    /// Closes a second when it is over.
    mutating func tick(at now: Moment, inService: Int, waiting: Int, withBot: Int) {
        guard now - secondBegan >= .seconds(1) else { return }
        series.append(
            Second(
                length: (now - secondBegan).inSeconds, said: inSecond.said, arrived: inSecond.arrived,
                inService: inService, waiting: waiting, withBot: withBot, talk: latencies.endSecond()))
        secondBegan = now
        inSecond = (0, 0)
    }
}
