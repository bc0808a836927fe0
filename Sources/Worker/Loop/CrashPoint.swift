import Foundation
import Synchronization

/// The places at which a test may end the program as hard as a power cut: `GUICHE_CRASH_AT=<point>:<n>` kills it with
/// SIGKILL the n-th time it comes by. Proof page, "Faults to survive": named crash points.
enum CrashPoint: String, CaseIterable, Sendable {
    /// A batch has been taken from the broker, nothing is stored.
    case batchTaken = "batch_taken"
    /// Everything is written, nothing committed.
    case beforeCommit = "before_commit"
    /// Committed, nothing published.
    case afterCommit = "after_commit"
    /// Internal copies published and confirmed, nothing acknowledged.
    case beforeAcknowledge = "before_acknowledge"
    /// Acknowledged, the outbox rows are still there.
    case afterAcknowledge = "after_acknowledge"
    /// Due timers are claimed and committed, not published.
    case timersClaimed = "timers_claimed"
    /// A partition has been taken, what was unsent is not yet sent.
    case partitionTaken = "partition_taken"

    private static let armed = Mutex<(point: CrashPoint, left: Int)?>(nil)

    /// Arms a point from the text of the environment variable; anything unreadable is refused with a sentence.
    static func arm(_ text: String) throws(SettingsError) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let point = CrashPoint(rawValue: String(parts[0])), let count = Int(parts[1]), count > 0
        else {
            let known = allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingsError("GUICHE_CRASH_AT", "must be <point>:<count> with one of \(known)")
        }
        armed.withLock { $0 = (point, count) }
    }

    /// Ends the program if this point is armed and its count has come.
    func passed() {
        let isDue = Self.armed.withLock { armed in
            guard let waiting = armed, waiting.point == self else { return false }
            armed = (waiting.point, waiting.left - 1)
            return waiting.left == 1
        }
        if isDue { kill(getpid(), SIGKILL) }
    }
}
