import Metrics
import Synchronization

/// One line (or, for a distribution, three) of the metrics page.
final class Series: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    private struct Values {
        var sum = 0.0
        var count = 0
        var largest = 0.0
    }

    private let isDistribution: Bool
    private let values = Mutex(Values())

    init(isDistribution: Bool) { self.isDistribution = isDistribution }

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { values.withLock { $0.sum += amount } }
    func decrement(by amount: Double) { values.withLock { $0.sum -= amount } }
    func reset() { values.withLock { $0 = Values() } }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { values.withLock { $0.sum = value } }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard isDistribution else { return set(value) }
        values.withLock {
            $0.sum += value
            $0.count += 1
            $0.largest = max($0.largest, value)
        }
    }

    /// Times are printed in seconds.
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func lines(_ name: String, _ labels: String) -> [String] {
        let now = values.withLock { $0 }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        guard isDistribution else { return ["\(name)\(braces) \(now.sum)"] }
        return [
            "\(name)_sum\(braces) \(now.sum)", "\(name)_count\(braces) \(now.count)",
            "\(name)_max\(braces) \(now.largest)",
        ]
    }
}
