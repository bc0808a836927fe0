import GRDB

/// Brings a store to the structure this program expects, in one transaction, so that replicas that start together
/// can't meet half a structure.
struct Migrator {
    let migrations: [Migration]

    func run(_ database: Database) throws {
        try database.execute(
            sql:
                "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sql TEXT NOT NULL) STRICT, WITHOUT ROWID"
        )
        var applied = try Dictionary(
            uniqueKeysWithValues: Row.fetchAll(database, sql: "SELECT name, sql FROM migrations")
                .map { ($0[0] as String, $0[1] as String) })
        for migration in migrations {
            guard let known = applied.removeValue(forKey: migration.name) else {
                try apply(migration, database)
                continue
            }
            guard known == migration.sql else {
                throw StoreError(
                    .otherVersion, "the migration \(migration.name) was edited after it was applied; it is frozen")
            }
        }
        if let unknown = applied.keys.min() {
            throw StoreError(
                .otherVersion, "the store has the migration \(unknown) of a newer version; start that version")
        }
    }

    private func apply(_ migration: Migration, _ database: Database) throws {
        try database.execute(sql: migration.sql)
        try database.execute(
            sql: "INSERT INTO migrations (name, sql) VALUES (?, ?)", arguments: [migration.name, migration.sql])
    }
}
