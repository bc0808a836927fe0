import Metrics
import Synchronization

/// Keeps what is measured and prints it in Prometheus' text format. Small on purpose: counters and gauges as they
/// are, distributions as sum, count and the largest value.
final class Prometheus: MetricsFactory {
    /// More different series than this are counted together in one that nobody prints, so that labels made from
    /// strangers' input can't fill the memory.
    static let seriesLimit = 2_000

    private struct Key: Hashable {
        let name: String
        let labels: String
    }

    private let series = Mutex<[Key: Series]>([:])
    private let overflow = Series(isDistribution: true)

    private func find(_ name: String, _ labels: [(String, String)], isDistribution: Bool) -> Series {
        let text = labels.map { "\($0.0)=\($0.1.debugDescription)" }.joined(separator: ",")
        let key = Key(name: name, labels: text)
        return series.withLock { all in
            if let known = all[key] { return known }
            guard all.count < Self.seriesLimit else { return overflow }
            let new = Series(isDistribution: isDistribution)
            all[key] = new
            return new
        }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        find(label, dimensions, isDistribution: false)
    }

    func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        find(label, dimensions, isDistribution: false)
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        find(label, dimensions, isDistribution: false)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        find(label, dimensions, isDistribution: aggregate)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        find(label, dimensions, isDistribution: true)
    }

    // A series lives as long as the process: what was counted stays printed.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    /// Everything, sorted by name.
    func text() -> String {
        let all = series.withLock { $0 }.sorted { ($0.key.name, $0.key.labels) < ($1.key.name, $1.key.labels) }
        return all.flatMap { $0.value.lines($0.key.name, $0.key.labels) }.joined(separator: "\n") + "\n"
    }
}
