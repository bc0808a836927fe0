import Foundation
import GRDB
import Identifiers

/// A message that waits, with the later ones of its key behind it, because handling it failed.
public struct ParkedRow: Hashable, Sendable {
    public let key: String
    /// The order within the key, from 1.
    public let number: Int64
    /// How often handling it was tried.
    public let attempts: Int
    public let reason: String
    public let since: Instant
    public let envelope: String
    public let body: [UInt8]

    public init(
        key: String, number: Int64, attempts: Int, reason: String, since: Instant, envelope: String, body: [UInt8]
    ) {
        self.key = key
        self.number = number
        self.attempts = attempts
        self.reason = reason
        self.since = since
        self.envelope = envelope
        self.body = body
    }
}

extension Transaction {
    /// The keys that have anything parked.
    public func parkedKeys(of partition: Partition) throws -> Set<String> {
        let rows = try rows(
            "SELECT DISTINCT key FROM parked WHERE stream = ? AND partition = ?",
            [partition.stream, partition.number])
        return Set(rows.map { $0[0] as String })
    }

    /// Puts a message at the end of its key's line.
    public func park(
        key: String, attempts: Int, reason: String, at now: Instant, envelope: String, body: [UInt8],
        in partition: Partition
    ) throws {
        try run(
            """
            INSERT INTO parked (stream, partition, key, number, attempts, reason, since, envelope, body)
            SELECT ?1, ?2, ?3, coalesce(max(number), 0) + 1, ?4, ?5, ?6, ?7, ?8 FROM parked
            WHERE stream = ?1 AND partition = ?2 AND key = ?3
            """,
            [
                partition.stream, partition.number, key, attempts, reason, now.milliseconds, envelope, Data(body),
            ])
    }

    /// The first parked message of the key.
    public func firstParked(key: String, in partition: Partition) throws -> ParkedRow? {
        try parked(key: key, in: partition, limit: 1).first
    }

    /// The first parked messages of the key, in order.
    public func parked(key: String, in partition: Partition, limit: Int) throws -> [ParkedRow] {
        try rows(
            """
            SELECT key, number, attempts, reason, since, envelope, body FROM parked
            WHERE stream = ? AND partition = ? AND key = ? ORDER BY number LIMIT ?
            """, [partition.stream, partition.number, key, limit]
        ).map { row in
            ParkedRow(
                key: row[0], number: row[1], attempts: row[2], reason: row[3], since: Instant(milliseconds: row[4]),
                envelope: row[5], body: [UInt8](row[6] as Data))
        }
    }

    public func unpark(key: String, number: Int64, in partition: Partition) throws {
        try run(
            "DELETE FROM parked WHERE stream = ? AND partition = ? AND key = ? AND number = ?",
            [partition.stream, partition.number, key, number])
    }

    /// Throws away the key's messages up to a number.
    ///
    /// - Returns: how many there were.
    public func discardParked(key: String, through number: Int64, in partition: Partition) throws -> Int {
        try run(
            "DELETE FROM parked WHERE stream = ? AND partition = ? AND key = ? AND number <= ?",
            [partition.stream, partition.number, key, number])
    }

    /// Notes one more failed attempt and its reason.
    public func stayParked(key: String, number: Int64, reason: String, in partition: Partition) throws {
        try run(
            """
            UPDATE parked SET attempts = attempts + 1, reason = ?
            WHERE stream = ? AND partition = ? AND key = ? AND number = ?
            """, [reason, partition.stream, partition.number, key, number])
    }

    /// How many messages are parked in all.
    public func parkedCount() throws -> Int {
        try row("SELECT count(*) FROM parked")?[0] ?? 0
    }
}

/// A key with everything that waits in its line.
public struct ParkedKey: Hashable, Sendable {
    public let partition: Partition
    /// What everything waits for.
    public let first: ParkedRow
    /// How many wait in all, the first included.
    public let count: Int
    /// The number of the last in the line.
    public let last: Int64
}

extension StoreReader {
    /// What is parked, by partition and age, at most `limit` keys.
    public func parkedKeys(limit: Int) throws(StoreError) -> [ParkedKey] {
        try read { transaction in
            guard try transaction.hasTable("parked") else { return [] }
            return try transaction.rows(
                """
                SELECT stream, partition, key, count(*), max(number) FROM parked GROUP BY stream, partition, key
                ORDER BY stream, partition, min(since), key LIMIT ?
                """, [limit]
            ).compactMap { row in
                let partition = Partition(stream: row[0], number: row[1])
                guard let first = try transaction.firstParked(key: row[2], in: partition) else { return nil }
                return ParkedKey(partition: partition, first: first, count: row[3], last: row[4])
            }
        }
    }

    /// The messages of one key in order, at most `limit`.
    public func parked(key: String, in partition: Partition, limit: Int) throws(StoreError) -> [ParkedRow] {
        try read { transaction in
            guard try transaction.hasTable("parked") else { return [] }
            return try transaction.parked(key: key, in: partition, limit: limit)
        }
    }
}
