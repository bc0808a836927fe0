import Foundation

/// What was measured, as one line of JSON for `deploy/bench`.
struct Figures: Encodable {
    let messages: Int
    let seconds: Double
    let perSecond: Double
    let sessions: Int
    let rate: Int
    let p50ms: Double
    let p99ms: Double
    let latencyMs: Latency

    struct Latency: Encodable {
        let p50: Double
        let p99: Double
        let p999: Double
    }

    init(messages: Int, seconds: Double, sessions: Int, rate: Int, latencies: [Duration]) {
        self.messages = messages
        self.seconds = Self.rounded(seconds)
        self.sessions = sessions
        self.rate = rate
        perSecond = Self.rounded(Double(messages) / max(seconds, 0.000_001))
        let sorted = latencies.sorted()
        latencyMs = Latency(
            p50: Self.percentile(50, sorted), p99: Self.percentile(99, sorted), p999: Self.percentile(99.9, sorted))
        p50ms = latencyMs.p50
        p99ms = latencyMs.p99
    }

    /// The nearest rank, in milliseconds.
    private static func percentile(_ part: Double, _ sorted: [Duration]) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = Int((part / 100 * Double(sorted.count)).rounded(.up))
        return rounded(sorted[max(1, min(rank, sorted.count)) - 1].inSeconds * 1_000)
    }

    private static func rounded(_ number: Double) -> Double { (number * 1_000).rounded() / 1_000 }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // Numbers only: encoding them can't fail.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
