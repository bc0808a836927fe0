import Foundation
import Synchronization

/// The places at which a test may end the program as hard as a power cut: `GUICHE_CRASH_AT=<point>:<n>` kills it with
/// SIGKILL the n-th time it comes by, and `GUICHE_CRASH_AT=handling:<message-id>` every time it begins to handle that
/// message. Proof page, "Faults to survive": named crash points.
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
    /// The handling of one message begins.
    case handling

    private enum Trap: Sendable {
        case at(CrashPoint, left: Int)
        case handling(String)
    }

    private static let armed = Mutex<Trap?>(nil)

    /// Arms a point from the text of the environment variable; anything unreadable is refused with a sentence.
    static func arm(_ text: String) throws(SettingsError) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let point = parts.first.flatMap { CrashPoint(rawValue: $0) }
        let count = parts.last.flatMap { Int($0) }
        switch (point, count) {
        case (.handling, _) where parts.count == 2: armed.withLock { $0 = .handling(parts[1]) }
        case (let point?, let count?) where point != .handling && parts.count == 2 && count > 0:
            armed.withLock { $0 = .at(point, left: count) }
        default:
            let known = allCases.filter { $0 != .handling }.map(\.rawValue).joined(separator: ", ")
            throw SettingsError(
                "GUICHE_CRASH_AT", "must be handling:<message-id>, or <point>:<count> with one of \(known)")
        }
    }

    /// Ends the program if it was told to end at this message.
    static func begins(_ messageId: String) {
        let isDue = armed.withLock { if case .handling(messageId) = $0 { true } else { false } }
        if isDue { kill(getpid(), SIGKILL) }
    }

    /// Ends the program if this point is armed and its count has come.
    func passed() {
        let isDue = Self.armed.withLock { armed in
            guard case .at(self, let left) = armed else { return false }
            armed = .at(self, left: left - 1)
            return left == 1
        }
        if isDue { kill(getpid(), SIGKILL) }
    }
}
