import Foundation

/// The plots of a run.
struct Plots: Sendable {
    /// Points of a curve over time at most; each then stands for several seconds.
    private static let columns = 240
    /// Points of a percentile curve.
    private static let steps = 80

    let measures: Measures

    var all: [Plot] { [throughput, people, latency, percentiles] }

    private var groups: [ArraySlice<Second>] { measures.series.groups(Self.columns) }

    private var throughput: Plot {
        let said = curve("said", 1) { $0.reduce(0.0) { $0 + Double($1.said) } / length($0) }
        let arrived = curve("arrived on the other side", 0) { $0.reduce(0.0) { $0 + Double($1.arrived) } / length($0) }
        return overTime(
            "Messages per second", "Lines of customers and agents and answers of bots.", .linear, [said, arrived])
    }

    private var people: Plot {
        overTime(
            "Conversations",
            "In service (finished ones that are being saved included), waiting for an agent, and with "
                + "a bot.", .linear,
            [
                curve("in service", 0) { Double($0.map(\.inService).max() ?? 0) },
                curve("waiting", 1) { Double($0.map(\.waiting).max() ?? 0) },
                curve("with a bot", 2) { Double($0.map(\.withBot).max() ?? 0) },
            ])
    }

    private var latency: Plot {
        overTime(
            "Latency over time",
            "From the moment a line was due to its copy on the other side; of each column the worst "
                + "second.", .logarithmic,
            [
                curve("p50", 0) { $0.map(\.talk).filter { $0.count > 0 }.map(\.p50).max() },
                curve("p99", 1) { $0.map(\.talk).filter { $0.count > 0 }.map(\.p99).max() },
            ])
    }

    private var percentiles: Plot {
        let paths = Path.allCases.enumerated().filter { measures.latencies.of($1).totalCount > 0 }
        let curves = paths.map { colour, path in
            Plot.Curve(name: path.title, colour: colour, points: points(of: measures.latencies.of(path)))
        }
        let most = paths.map { measures.latencies.of($1).totalCount }.max() ?? 1
        return Plot(
            title: "Latency by percentile", explanation: "HDR histograms of every path; to the right the rarest.",
            x: .percentiles(of: most),
            y: .logarithmic("milliseconds", around: curves.flatMap(\.points).compactMap(\.y)), curves: curves)
    }

    private func points(of times: Latencies.Times) -> [(x: Double, y: Double?)] {
        let end = log10(Double(times.totalCount))
        return (0...Self.steps).map { step in
            let x = end * Double(step) / Double(Self.steps)
            return (x, max(times.milliseconds(at: 100 * (1 - pow(10, -x))), 0.001))
        }
    }

    private enum Kind { case linear, logarithmic }

    private func overTime(_ title: String, _ explanation: String, _ kind: Kind, _ curves: [Plot.Curve]) -> Plot {
        let values = curves.flatMap(\.points).compactMap(\.y)
        let seconds = measures.series.seconds.reduce(0) { $0 + $1.length }
        let unit = kind == .linear ? title.lowercased() : "milliseconds"
        return Plot(
            title: title, explanation: explanation, x: .time("seconds", to: seconds),
            y: kind == .linear ? .linear(unit, to: values.max() ?? 1) : .logarithmic(unit, around: values),
            curves: curves)
    }

    private func curve(_ name: String, _ colour: Int, _ value: (ArraySlice<Second>) -> Double?) -> Plot.Curve {
        var end = 0.0
        let points = groups.map { group -> (x: Double, y: Double?) in
            end += length(group)
            return (end, value(group))
        }
        return Plot.Curve(name: name, colour: colour, points: points)
    }

    private func length(_ group: ArraySlice<Second>) -> Double { group.reduce(0) { $0 + $1.length } }
}
