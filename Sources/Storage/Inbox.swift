import GRDB

/// The inbox is one high-water mark per partition and source: what comes at or below it was handled already.
extension Transaction {
    /// All marks of one partition, by source.
    public func marks(of partition: Partition) throws -> [String: Int64] {
        let rows = try rows(
            "SELECT source, last FROM inbox WHERE stream = ? AND partition = ?", [partition.stream, partition.number])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int64) })
    }

    /// Raises the mark of one source; a mark never sinks.
    public func mark(_ source: String, at last: Int64, in partition: Partition) throws {
        try run(
            """
            INSERT INTO inbox (stream, partition, source, last) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET last = max(last, excluded.last)
            """, [partition.stream, partition.number, source, last])
    }
}
