import GRDB
import Identifiers

/// A moment at which a key wants a message. One per key and kind: setting it again moves it.
public struct TimerRow: Hashable, Sendable {
    public let key: String
    public let kind: String
    public let due: Instant
    /// What the setter wants back, e.g. the state's epoch, so that a late timer is recognised.
    public let token: String

    public init(key: String, kind: String, due: Instant, token: String) {
        self.key = key
        self.kind = kind
        self.due = due
        self.token = token
    }
}

extension Transaction {
    public func set(_ timer: TimerRow, in partition: Partition) throws {
        try run(
            """
            INSERT INTO timers (stream, partition, key, kind, due, token) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET due = excluded.due, token = excluded.token
            """,
            [partition.stream, partition.number, timer.key, timer.kind, timer.due.milliseconds, timer.token])
    }

    public func cancelTimer(_ kind: String, key: String, in partition: Partition) throws {
        try run(
            "DELETE FROM timers WHERE stream = ? AND partition = ? AND key = ? AND kind = ?",
            [partition.stream, partition.number, key, kind])
    }

    /// Removes and returns what is due, the earliest first. Whoever claims must write the outbox rows in this very
    /// transaction, or the timers are lost.
    public func claimDue(in partition: Partition, at now: Instant, limit: Int) throws -> [TimerRow] {
        let due = try rows(
            """
            SELECT key, kind, due, token FROM timers WHERE stream = ? AND partition = ? AND due <= ?
            ORDER BY due, key, kind LIMIT ?
            """, [partition.stream, partition.number, now.milliseconds, limit]
        ).map { TimerRow(key: $0[0], kind: $0[1], due: Instant(milliseconds: $0[2]), token: $0[3]) }
        for timer in due { try cancelTimer(timer.kind, key: timer.key, in: partition) }
        return due
    }

    /// The earliest moment at which the partition wants anything.
    public func nextDue(in partition: Partition) throws -> Instant? {
        let row = try row(
            "SELECT min(due) FROM timers WHERE stream = ? AND partition = ?", [partition.stream, partition.number])
        guard let due = row?[0] as Int64? else { return nil }
        return Instant(milliseconds: due)
    }
}
