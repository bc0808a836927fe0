import Storage

/// The structure of the book.
///
/// - `records`: one row per conversation, with everything a search filters by.
/// - `events`: every public event, word for word, for `conversation.read`. Its key is ``Place``, so that one tree
///   holds the events of a conversation side by side and needs no second index.
/// - `lines`: the transcript with its hash chain. Never changed; erasing a person will empty text and salt.
/// - `revisions`: what every accepted save left.
/// - `lineWords`, `recordWords`: full text, ignoring case and accents. They keep no copy of the text, and no positions:
///   a search asks for words, not for phrases.
/// - `indexed`: up to which line `lineWords` goes. It is written in portions (see ``LineIndex``).
enum Tables {
    static let migrations = [
        Migration("book-1-records", records), Migration("book-2-events", events), Migration("book-3-words", words),
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
            place INTEGER PRIMARY KEY,
            type TEXT NOT NULL,
            messageId TEXT NOT NULL,
            readers INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX decisions ON events (place) WHERE type = 'routing.decided.v1';
        CREATE TABLE lines (
            id INTEGER PRIMARY KEY,
            record INTEGER NOT NULL,
            line INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            at INTEGER NOT NULL,
            fromKind TEXT NOT NULL,
            fromId TEXT,
            fromName TEXT,
            text TEXT,
            messageId TEXT,
            options TEXT,
            salt TEXT,
            textHash TEXT NOT NULL,
            hash TEXT NOT NULL,
            UNIQUE (record, line)
        ) STRICT;
        """

    private static let words = """
        CREATE VIRTUAL TABLE lineWords USING fts5(
            text, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE recordWords USING fts5(
            customer, service, content='', columnsize=0, detail=column, tokenize='unicode61 remove_diacritics 2');
        CREATE TABLE indexed (one INTEGER PRIMARY KEY CHECK (one = 1), line INTEGER NOT NULL) STRICT;
        INSERT INTO indexed VALUES (1, 0);
        """
}

/// Where an event stands among all events: the record and the event's number in one integer.
struct Place {
    /// 2^20 events for each conversation; at one a second that is twelve days without a pause.
    static let bits: Int64 = 20
    static let eventLimit = 1 << 20

    /// Before the first event of a record; its events lie between this and that of the next record.
    static func start(of record: Int64) -> Int64 { record << bits }

    static func of(_ seq: Int, in record: Int64) -> Int64 { record << bits | Int64(seq) }

    static func seq(at place: Int64) -> Int { Int(place & (1 << bits - 1)) }
}
