import Foundation
import GRDB

/// One publication that is promised by a commit and goes until it is confirmed.
public struct OutboxRow: Hashable, Sendable {
    /// Grows within the partition that sends.
    public let number: Int64
    /// What kind of destination it is; the sender's own code.
    public let kind: Int
    /// Where it goes; written and read by the sender alone.
    public let destination: String
    /// What goes around the body; written and read by the sender alone.
    public let envelope: String
    public let body: [UInt8]

    public init(number: Int64, kind: Int, destination: String, envelope: String, body: [UInt8]) {
        self.number = number
        self.kind = kind
        self.destination = destination
        self.envelope = envelope
        self.body = body
    }
}

extension Transaction {
    public func append(_ row: OutboxRow, from partition: Partition) throws {
        try run(
            """
            INSERT INTO outbox (stream, partition, number, kind, destination, envelope, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                partition.stream, partition.number, row.number, row.kind, row.destination, row.envelope,
                Data(row.body),
            ])
    }

    /// What the partition promised and nobody is known to have confirmed, in order.
    public func unsent(from partition: Partition, after number: Int64 = 0, limit: Int) throws -> [OutboxRow] {
        try rows(
            """
            SELECT number, kind, destination, envelope, body FROM outbox
            WHERE stream = ? AND partition = ? AND number > ? ORDER BY number LIMIT ?
            """, [partition.stream, partition.number, number, limit]
        ).map { row in
            OutboxRow(
                number: row[0], kind: row[1], destination: row[2], envelope: row[3], body: [UInt8](row[4] as Data))
        }
    }

    /// Forgets every row of the partition up to and including `number`.
    public func forget(from partition: Partition, upTo number: Int64) throws {
        try run(
            "DELETE FROM outbox WHERE stream = ? AND partition = ? AND number <= ?",
            [partition.stream, partition.number, number])
    }
}
