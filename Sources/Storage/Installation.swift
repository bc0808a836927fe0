import GRDB

/// What is fixed when a store is made and must never differ afterwards: with another number of partitions the same
/// key would land elsewhere, and order would be lost (architecture page, "Streams and partitions").
public struct Installation: Hashable, Sendable {
    public let prefix: String
    public let partitions: Int

    public init(prefix: String, partitions: Int) {
        self.prefix = prefix
        self.partitions = partitions
    }

    /// Writes the row the first time and compares it ever after.
    func settle(_ database: Database, file: String) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO installation (id, prefix, partitions) VALUES (1, ?, ?)",
            arguments: [prefix, partitions])
        guard let row = try Row.fetchOne(database, sql: "SELECT prefix, partitions FROM installation") else { return }
        let fixed = Installation(prefix: row[0], partitions: row[1])
        guard fixed.partitions == partitions else {
            throw StoreError(
                .otherInstallation,
                "the store \(file) was made for \(fixed.partitions) partitions and GUICHE_PARTITIONS is \(partitions): "
                    + "the number is fixed at installation; set it back, or start with a new store and new queues")
        }
        guard fixed.prefix == prefix else {
            throw StoreError(
                .otherInstallation,
                "the store \(file) was made for the prefix \"\(fixed.prefix)\" and GUICHE_PREFIX is \"\(prefix)\"")
        }
    }
}
