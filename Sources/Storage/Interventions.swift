import Foundation
import GRDB
import Identifiers

/// What operators did with dead letters and parked messages, each with the whole message. Their program writes it
/// down; the operator's command reads it.
public enum Interventions {
    public static let migration = Migration(
        "interventions",
        """
        CREATE TABLE interventions (
            id TEXT PRIMARY KEY NOT NULL,
            at INTEGER NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            key TEXT NOT NULL,
            operator TEXT NOT NULL,
            reason TEXT NOT NULL,
            message BLOB
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX interventions_by_time ON interventions (at);
        CREATE INDEX interventions_by_key ON interventions (key)
        """)

    /// How long they are kept.
    public static let kept: Duration = .seconds(365 * 86_400)

    /// One message that was touched.
    public struct Entry: Hashable, Sendable {
        public let id: String
        public let at: Instant
        public let action: String
        /// What the list called it.
        public let subject: String
        /// The parked key, or the routing key it was published with.
        public let key: String
        public let by: String
        public let reason: String
        /// Nil once the person it was about was erased.
        public let message: [UInt8]?

        public init(
            id: String, at: Instant, action: String, subject: String, key: String, by: String, reason: String,
            message: [UInt8]?
        ) {
            self.id = id
            self.at = at
            self.action = action
            self.subject = subject
            self.key = key
            self.by = by
            self.reason = reason
            self.message = message
        }
    }
}

extension Transaction {
    /// Writes one down, once, and forgets those that are older than ``Interventions/kept``.
    public func note(_ entry: Interventions.Entry, at now: Instant) throws {
        try run(
            """
            INSERT INTO interventions (id, at, action, subject, key, operator, reason, message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [
                entry.id, entry.at.milliseconds, entry.action, entry.subject, entry.key, entry.by, entry.reason,
                entry.message.map { Data($0) },
            ])
        try run("DELETE FROM interventions WHERE at < ?", [(now - Interventions.kept).milliseconds])
    }

    /// Takes the messages of these keys out; that something was done with them stays.
    public func eraseInterventions(of keys: [String]) throws {
        for key in keys { try run("UPDATE interventions SET message = NULL WHERE key = ?", [key]) }
    }
}

extension StoreReader {
    /// The latest `limit` interventions, the oldest of them first; none where the program has written no such table.
    public func interventions(limit: Int) throws(StoreError) -> [Interventions.Entry] {
        try read { transaction in
            guard try transaction.hasTable("interventions") else { return [] }
            return try transaction.rows(
                """
                SELECT id, at, action, subject, key, operator, reason, message FROM interventions
                ORDER BY at DESC, id DESC LIMIT ?
                """, [limit]
            ).reversed().map { row in
                Interventions.Entry(
                    id: row[0], at: Instant(milliseconds: row[1]), action: row[2], subject: row[3], key: row[4],
                    by: row[5], reason: row[6], message: (row[7] as Data?).map { [UInt8]($0) })
            }
        }
    }
}
