import GRDB

/// What was found when a partition was taken.
public struct Taken: Hashable, Sendable {
    /// The fence: every later commit for the partition must find this number unchanged.
    public let epoch: Int64
    /// The last number given to an outbox row of the partition.
    public let last: Int64
}

extension Transaction {
    /// Makes `owner` the owner of the partition: from now on whoever held it before changes nothing.
    public func take(_ partition: Partition, owner: String) throws -> Taken {
        let row = try row(
            """
            INSERT INTO partitions (stream, partition, epoch, owner) VALUES (?, ?, 1, ?)
            ON CONFLICT DO UPDATE SET epoch = epoch + 1, owner = excluded.owner RETURNING epoch, last
            """, [partition.stream, partition.number, owner])
        guard let row else { throw StoreError(.database, "the partition \(partition) could not be taken") }
        return Taken(epoch: row[0], last: row[1])
    }

    /// True while nobody has taken the partition after us.
    public func holds(_ partition: Partition, epoch: Int64) throws -> Bool {
        let row = try row(
            "SELECT epoch FROM partitions WHERE stream = ? AND partition = ?", [partition.stream, partition.number])
        return row.map { $0[0] as Int64 == epoch } ?? false
    }

    /// Remembers the last number given to an outbox row, so that numbers only grow even when all rows are gone.
    public func advance(_ partition: Partition, to last: Int64) throws {
        try run(
            "UPDATE partitions SET last = ? WHERE stream = ? AND partition = ?",
            [last, partition.stream, partition.number])
    }
}
