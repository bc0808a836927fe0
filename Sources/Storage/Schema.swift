/// The tables every store has. Their shapes are the contract between two versions of the same program: add a new
/// migration, never edit one of these.
enum Schema {
    static let migrations = [
        Migration(
            "house-1",
            """
            CREATE TABLE installation (
                id INTEGER PRIMARY KEY CHECK (id = 1), prefix TEXT NOT NULL, partitions INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE partitions (
                stream TEXT NOT NULL, partition INTEGER NOT NULL, epoch INTEGER NOT NULL, owner TEXT NOT NULL,
                last INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (stream, partition)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE inbox (
                stream TEXT NOT NULL, partition INTEGER NOT NULL, source TEXT NOT NULL, last INTEGER NOT NULL,
                PRIMARY KEY (stream, partition, source)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE outbox (
                stream TEXT NOT NULL, partition INTEGER NOT NULL, number INTEGER NOT NULL, kind INTEGER NOT NULL,
                destination TEXT NOT NULL, envelope TEXT NOT NULL, body BLOB NOT NULL,
                PRIMARY KEY (stream, partition, number)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE timers (
                stream TEXT NOT NULL, partition INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
                due INTEGER NOT NULL, token TEXT NOT NULL, PRIMARY KEY (stream, partition, key, kind)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX timers_due ON timers (stream, partition, due);
            CREATE TABLE parked (
                stream TEXT NOT NULL, partition INTEGER NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,
                attempts INTEGER NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL,
                envelope TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (stream, partition, key, number)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE attempts (
                stream TEXT NOT NULL, partition INTEGER NOT NULL, delivery TEXT NOT NULL, count INTEGER NOT NULL,
                done INTEGER NOT NULL, PRIMARY KEY (stream, partition, delivery)
            ) STRICT, WITHOUT ROWID;
            """)
    ]
}
