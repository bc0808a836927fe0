import Foundation
import Glibc

/// How the load goes, on standard error: one line that is rewritten on a terminal, a line now and then elsewhere. A
/// line that nobody takes is skipped, so that a reader who stopped never holds the load up.
struct Progress: Sendable {
    /// Between two lines where nobody rewrites them, in seconds.
    static let interval = 5

    let load: Load
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(_ load: Load) { self.load = load }

    /// Tells every second until the task is cancelled.
    func run() async {
        var second = 0
        while !Task.isCancelled {
            // Cancelled with the load: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: .seconds(1))
            second += 1
            if !Task.isCancelled, isTerminal || second % Self.interval == 0 { tell(second) }
        }
        if isTerminal { write("\r\u{1B}[K") }
    }

    private func tell(_ second: Int) {
        let line = load.look { Self.line(second, $0) }
        write(isTerminal ? "\r\u{1B}[K\(line)" : "guiche: \(line)\n")
    }

    static func line(_ second: Int, _ floor: Floor) -> String {
        let last = floor.measures.series.seconds.last
        let rate = last.map { Int((Double($0.arrived) / $0.length).rounded()) } ?? 0
        let waiting = floor.count(.waiting)
        let talk = floor.measures.latencies.talk
        return "\(second) s: \(rate) messages/s, in service \(floor.count(.inService)), waiting \(waiting), "
            + "sessions \(floor.begun), p50 \(talk.p50.short) ms, p99 \(talk.p99.short) ms so far"
            + (floor.isClosing ? ", closing" : "")
            + (floor.ledger.isClean ? "" : ", FAULTS \(floor.ledger.findings.count)")
    }

    private func write(_ text: String) {
        var look = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&look, 1, 0) == 1, look.revents & Int16(POLLOUT) != 0 else { return }
        let bytes = Array(text.utf8)
        // What does not fit is dropped: the next line tells it again.
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

extension Double {
    /// With as many digits as a person wants to see: `0.4`, `12`, `1,234`.
    var short: String {
        if self < 10 { return String(format: "%.2g", self) }
        return Int(rounded()).grouped
    }
}

extension Int {
    /// `12,345`
    var grouped: String {
        let digits = Array(String(magnitude))
        let groups = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return (self < 0 ? "-" : "") + groups.joined()
    }
}
