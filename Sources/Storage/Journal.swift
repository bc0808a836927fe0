import Foundation
import GRDB
import Identifiers

/// What the rules were given, in the order in which it was handled, and what they decided: enough to run them again
/// (rule 24). Written in the transaction of the message, so that it says neither more nor less than what happened.
public enum Journal {
    public static let migration = Migration(
        "journal",
        """
        CREATE TABLE journal (
            number INTEGER PRIMARY KEY,
            subject TEXT NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            directory INTEGER NOT NULL,
            input BLOB NOT NULL,
            decided BLOB
        ) STRICT;
        CREATE INDEX journal_subject ON journal (subject, number);
        CREATE TABLE journal_directories (number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, text TEXT NOT NULL)
            STRICT
        """)

    /// How long inputs are kept: a conversation's from its end, a desk's from their own time.
    public static let kept: Duration = .seconds(7 * 86_400)

    /// One input.
    public struct Entry: Hashable, Sendable {
        /// Grows with every input of the store.
        public let number: Int64
        public let kind: String
        public let at: Instant
        /// Which of the directories it was decided with.
        public let directory: Int64
        public let input: [UInt8]
        /// What was decided, as it was encoded; nil if nothing was.
        public let decided: [UInt8]?
    }
}

extension Transaction {
    public func note(
        _ input: [UInt8], _ kind: String, of subject: String, at moment: Instant, directory: Int64, decided: [UInt8]?
    ) throws {
        try run(
            "INSERT INTO journal (subject, kind, at, directory, input, decided) VALUES (?, ?, ?, ?, ?, ?)",
            [subject, kind, moment.milliseconds, directory, Data(input), decided.map { Data($0) }])
    }

    /// The number of a directory's text, which is kept once.
    public func journalNumber(of directory: String, digest: String) throws -> Int64 {
        try run(
            "INSERT INTO journal_directories (digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, directory])
        return try row("SELECT number FROM journal_directories WHERE digest = ?", [digest])?[0] ?? 0
    }

    /// Forgets what a subject was given before a moment.
    public func forgetJournal(of subject: String, before moment: Instant) throws {
        try run("DELETE FROM journal WHERE subject = ? AND at < ?", [subject, moment.milliseconds])
    }
}

/// Reads a journal while its program goes on writing; nothing is changed.
public struct JournalReader: Sendable {
    private let queue: DatabaseQueue
    private let file: String

    /// - Throws: ``StoreError`` if the program has no store there, or it can't be read.
    public init(_ location: StoreLocation, program: String) throws(StoreError) {
        file = location.file(of: program)
        guard FileManager.default.fileExists(atPath: file) else {
            throw StoreError(.database, "there is no store of \(program) at \(file): was it ever started?")
        }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            queue = try DatabaseQueue(path: file, configuration: configuration)
        } catch {
            throw StoreError(error, file: file)
        }
    }

    /// Everybody of whom there are inputs.
    public func subjects() throws -> [String] {
        try read { try String.fetchAll($0, sql: "SELECT DISTINCT subject FROM journal ORDER BY subject") }
    }

    /// The inputs of one subject in the order of their handling.
    public func entries(of subject: String) throws -> [Journal.Entry] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, kind, at, directory, input, decided FROM journal WHERE subject = ? ORDER BY number
                    """, arguments: [subject]
            ).map { row in
                Journal.Entry(
                    number: row[0], kind: row[1], at: Instant(milliseconds: row[2]), directory: row[3],
                    input: Array(row[4] as Data), decided: (row[5] as Data?).map { Array($0) })
            }
        }
    }

    /// The text of a directory the program decided with; nil for one that is not there.
    public func directory(_ number: Int64) throws -> String? {
        try read {
            try String.fetchOne($0, sql: "SELECT text FROM journal_directories WHERE number = ?", arguments: [number])
        }
    }

    private func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, file: file)
        }
    }
}
