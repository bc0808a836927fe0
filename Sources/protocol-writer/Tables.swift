import Storage

/// The structure of the book.
///
/// - `records`: one row per conversation, with everything a search filters by.
/// - `events`: every public event, word for word, in the order in which they came: what is written at the same time
///   stands side by side, which is what a commit costs. An event that is a line of the transcript has its link of the
///   hash chain beside it. Never changed but by erasing a person (``Erasure``).
/// - `revisions`: what every accepted save left; without an agent what the customer said of himself meanwhile.
/// - `lineWords`, `recordWords`: full text, ignoring case and accents. They keep no copy of the text, and no positions:
///   a search asks for words, not for phrases.
/// - `fenced`: what bots said after they were out of a conversation (rule 13), and where they wanted to hand over to.
/// - `interventions`: what operators did with dead letters and parked messages (``Storage/Interventions``).
/// - `indexed`: up to which event `lineWords` goes. It is written in portions (see ``LineIndex``).
enum Tables {
    static let migrations = [
        Migration("book-1-records", records), Migration("book-2-events", events), Migration("book-3-words", words),
        Migration("book-4-fenced", fenced), Migration("book-5-fenced-hand-over", fencedHandOver),
        Migration("book-6-supervisors", supervisors), Migration("book-7-erasure", erasure),
        Interventions.migration,
    ]

    private static let records = """
        CREATE TABLE records (
            id INTEGER PRIMARY KEY,
            conversation TEXT NOT NULL UNIQUE,
            tenant TEXT NOT NULL,
            protocol TEXT NOT NULL,
            channel TEXT NOT NULL,
            session TEXT NOT NULL,
            openedAt INTEGER NOT NULL,
            state TEXT NOT NULL,
            revision INTEGER NOT NULL,
            customer TEXT NOT NULL,
            service TEXT NOT NULL,
            attributes TEXT NOT NULL,
            queue TEXT,
            subject TEXT,
            agent TEXT,
            finishedAt INTEGER,
            closedAt INTEGER,
            outcome TEXT,
            dueAt INTEGER,
            previousProtocol TEXT,
            UNIQUE (tenant, protocol)
        ) STRICT;
        CREATE INDEX recordsByTime ON records (tenant, openedAt, id);
        CREATE TABLE revisions (
            record INTEGER NOT NULL REFERENCES records,
            revision INTEGER NOT NULL,
            at INTEGER NOT NULL,
            agent TEXT NOT NULL,
            final INTEGER NOT NULL,
            customer TEXT NOT NULL,
            service TEXT NOT NULL,
            PRIMARY KEY (record, revision)
        ) STRICT;
        """

    private static let events = """
        CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            record INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            type TEXT NOT NULL,
            messageId TEXT NOT NULL,
            readers INTEGER NOT NULL,
            body TEXT NOT NULL,
            line INTEGER,
            salt TEXT,
            textHash TEXT,
            hash TEXT,
            UNIQUE (record, seq)
        ) STRICT;
        CREATE INDEX decisions ON events (record, seq) WHERE type = 'routing.decided.v1';
        """

    private static let words = """
        CREATE VIRTUAL TABLE lineWords USING fts5(
            text, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE recordWords USING fts5(
            customer, service, content='', columnsize=0, detail=column, tokenize='unicode61 remove_diacritics 2');
        CREATE TABLE indexed (one INTEGER PRIMARY KEY CHECK (one = 1), event INTEGER NOT NULL) STRICT;
        INSERT INTO indexed VALUES (1, 0);
        """

    private static let fenced = """
        CREATE TABLE fenced (
            record INTEGER NOT NULL REFERENCES records,
            messageId TEXT NOT NULL,
            at INTEGER NOT NULL,
            bot TEXT NOT NULL,
            type TEXT NOT NULL,
            texts TEXT NOT NULL,
            PRIMARY KEY (record, messageId)
        ) STRICT;
        """

    private static let erasure = "ALTER TABLE records ADD COLUMN erasedAt INTEGER"

    /// Who saved, where it was no agent.
    private static let supervisors = "ALTER TABLE revisions ADD COLUMN supervisor TEXT"

    private static let fencedHandOver = "ALTER TABLE fenced ADD COLUMN handOver TEXT"
}
