import GRDB

/// How far the handling of a redelivered message went before, known even if it ended the program.
public struct Attempt: Hashable, Sendable {
    /// How often it was begun since the last message of it was done.
    public let count: Int
    /// How many of its messages are done.
    public let done: Int

    public init(count: Int, done: Int) {
        self.count = count
        self.done = done
    }
}

extension Transaction {
    /// What was written of a delivery; nil if it was never begun again, or is done.
    public func attempt(_ delivery: String, in partition: Partition) throws -> Attempt? {
        try row(
            "SELECT count, done FROM attempts WHERE stream = ? AND partition = ? AND delivery = ?",
            [partition.stream, partition.number, delivery]
        ).map { Attempt(count: $0[0], done: $0[1]) }
    }

    /// Writes, before anything is handled, that handling begins again. Commit this on its own.
    public func begin(_ delivery: String, in partition: Partition) throws -> Attempt {
        let row = try row(
            """
            INSERT INTO attempts (stream, partition, delivery, count, done) VALUES (?, ?, ?, 1, 0)
            ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count, done
            """, [partition.stream, partition.number, delivery])
        guard let row else { return Attempt(count: 1, done: 0) }
        return Attempt(count: row[0], done: row[1])
    }

    /// Notes, in the transaction that did it, that the first `done` messages are done.
    public func progress(_ delivery: String, done: Int, in partition: Partition) throws {
        try run(
            "UPDATE attempts SET count = 1, done = ? WHERE stream = ? AND partition = ? AND delivery = ?",
            [done, partition.stream, partition.number, delivery])
    }

    /// The delivery is done: nobody needs to know any more.
    public func end(_ delivery: String, in partition: Partition) throws {
        try run(
            "DELETE FROM attempts WHERE stream = ? AND partition = ? AND delivery = ?",
            [partition.stream, partition.number, delivery])
    }
}
