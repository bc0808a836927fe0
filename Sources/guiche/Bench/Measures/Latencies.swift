import Histogram

/// How long every path took, in HDR histograms of whole microseconds with three significant digits, so that the memory
/// is bounded however long the run is.
struct Latencies: Sendable {
    typealias Times = Histogram<UInt64>

    private var paths = [Times](repeating: Times(), count: Path.allCases.count)
    /// The talk of the second that runs.
    private var second = Times()

    mutating func note(_ path: Path, _ time: Duration) {
        let microseconds = UInt64(max(0, time.inMicroseconds))
        paths[Self.index(path)].record(microseconds)
        if path.isTalk { second.record(microseconds) }
    }

    func of(_ path: Path) -> Times { paths[Self.index(path)] }

    func summary(of path: Path) -> Percentiles { Percentiles(of(path)) }

    /// All talk together.
    var talk: Percentiles {
        var all = Times()
        for path in Path.allCases where path.isTalk { all.add(of(path)) }
        return Percentiles(all)
    }

    /// The talk since the last call.
    mutating func endSecond() -> Percentiles {
        defer { second.reset() }
        return Percentiles(second)
    }

    private static func index(_ path: Path) -> Int { Path.allCases.firstIndex(of: path) ?? 0 }
}

/// The usual figures of one histogram, in milliseconds.
struct Percentiles: Encodable, Equatable, Sendable {
    let count: UInt64
    let p50: Double
    let p99: Double
    let p999: Double
    let max: Double

    init(_ times: Latencies.Times) {
        count = times.totalCount
        p50 = times.milliseconds(at: 50)
        p99 = times.milliseconds(at: 99)
        p999 = times.milliseconds(at: 99.9)
        max = times.milliseconds(at: 100)
    }
}

extension Histogram<UInt64> {
    /// The time in milliseconds that this part of all, from 0 to 100, did not pass; 0 when nothing was noted.
    func milliseconds(at percentile: Double) -> Double {
        totalCount == 0 ? 0 : Double(valueAtPercentile(percentile)) / 1_000
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// Whole microseconds, cut off towards zero.
    var inMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
