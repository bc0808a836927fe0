import Foundation

/// One direction of a plot: what it shows, from where to where, and where its marks stand.
struct Axis: Equatable, Sendable {
    struct Tick: Equatable, Sendable {
        let value: Double
        let label: String
    }

    let title: String
    let low: Double
    let high: Double
    let isLogarithmic: Bool
    let ticks: [Tick]

    /// About so many marks.
    private static let marks = 5.0

    /// Where a value stands between the ends, from 0 to 1; what is outside stands at the end.
    func part(_ value: Double) -> Double {
        let part =
            isLogarithmic
            ? (log10(max(value, low)) - log10(low)) / (log10(high) - log10(low)) : (value - low) / (high - low)
        return min(max(part, 0), 1)
    }

    /// From 0 to a round number above the greatest value.
    static func linear(_ title: String, to greatest: Double) -> Axis {
        let step = roundStep(max(greatest, 1) / marks)
        let high = (max(greatest, step) / step).rounded(.up) * step
        let ticks = stride(from: 0, through: high + step / 2, by: step).map { Tick(value: $0, label: label($0)) }
        return Axis(title: title, low: 0, high: high, isLogarithmic: false, ticks: ticks)
    }

    /// From 0 to the end itself, with marks at round numbers.
    static func time(_ title: String, to end: Double) -> Axis {
        let high = max(end, 1)
        let ticks = linear(title, to: high).ticks.filter { $0.value <= high }
        return Axis(title: title, low: 0, high: high, isLogarithmic: false, ticks: ticks)
    }

    /// From a 1, 2 or 5 of a power of ten to another, around all values above 0.
    static func logarithmic(_ title: String, around values: [Double]) -> Axis {
        let positive = values.filter { $0 > 0 }
        let steps = roundNumbers(from: positive.min() ?? 1, to: positive.max() ?? 10)
        let low = steps.first ?? 1
        let high = max(steps.last ?? 10, low * 2)
        let few = steps.count <= 8 ? steps : steps.filter { log10($0).rounded() == log10($0) }
        return Axis(
            title: title, low: low, high: high, isLogarithmic: true,
            ticks: few.map { Tick(value: $0, label: label($0)) })
    }

    /// Percentiles, stretched towards the end: each mark is ten times as rare as the one before. Values are
    /// `log10(1 / (1 - p))`.
    static func percentiles(of count: UInt64) -> Axis {
        let high = min(max(log10(Double(max(count, 1))).rounded(.up), 2), 7)
        let labels = ["0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %", "99.9999 %", "99.99999 %"]
        let ticks = (0...Int(high)).map { Tick(value: Double($0), label: labels[$0]) }
        return Axis(
            title: "percentile", low: 0, high: high, isLogarithmic: false,
            ticks: [ticks[0], Tick(value: log10(2), label: "50 %")] + ticks.dropFirst())
    }

    private static func roundStep(_ wanted: Double) -> Double {
        let power = pow(10, log10(wanted).rounded(.down))
        let factor = [1.0, 2, 5].first { $0 * power >= wanted * 0.999_999 } ?? 10
        return max(factor * power, 1)
    }

    /// The 1, 2 and 5 of every power of ten from just below to just above.
    private static func roundNumbers(from least: Double, to greatest: Double) -> [Double] {
        let first = Int(log10(least).rounded(.down))
        let last = Int(log10(max(greatest, least)).rounded(.up))
        let all = (first...max(first, last)).flatMap { power in [1.0, 2, 5].map { $0 * pow(10, Double(power)) } }
        let from = all.lastIndex { $0 <= least * 1.000_001 } ?? 0
        let to = all.firstIndex { $0 >= greatest * 0.999_999 } ?? all.count - 1
        return Array(all[from...max(from, to)])
    }

    private static func label(_ value: Double) -> String {
        value >= 1 || value == 0 ? Int(value.rounded()).grouped : String(format: "%g", value)
    }
}
