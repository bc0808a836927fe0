import Foundation
import GRDB

/// What a look at one program's file finds. Nothing is changed, and no file is made beside it: not even the index of
/// the write-ahead log, which a wrong owner would lock the programs out of.
public struct StoreInspection: Hashable, Sendable {
    /// A larger file is not read whole for ``mistakes``: 4 GiB are some 20 s on a plain disk.
    public static let largestChecked: Int64 = 4 * 1_024 * 1_024 * 1_024
    /// More mistakes of one file are not told.
    public static let mostMistakes = 5

    /// What was fixed when the store was made; nil if the program was never ready.
    public let installation: Installation?
    /// The names of all migrations that were applied, in the order of the alphabet.
    public let migrations: [String]
    /// Those of every store's own migrations that this version does not know, or knows differently.
    public let foreignMigrations: [String]
    /// SQLite's words for what is broken in the file; nil if it was too large to be read whole.
    public let mistakes: [String]?
    /// Whether commits go through a write-ahead log, as they must.
    public let hasWriteAheadLog: Bool
    /// The write-ahead log's size, in bytes.
    public let writeAheadBytes: Int64
    /// Messages set aside because handling them failed.
    public let parked: Int

    /// Looks at the file of `program`; nil if it was never made.
    ///
    /// Reads the whole file once; the programs go on meanwhile.
    ///
    /// - Throws: ``StoreError`` if it can't be read.
    public init?(_ location: StoreLocation, program: String) throws(StoreError) {
        let file = location.file(of: program)
        guard let size = StoreReader.size(file) else { return nil }
        do {
            // Outside a transaction: in a broken file even its end would be an error, and would hide what was found.
            self = try StoreReader.queue(file).unsafeRead { database in
                try StoreInspection(
                    database, size: size, hasWriteAheadLog: Self.hasWriteAheadLog(file),
                    writeAheadBytes: StoreReader.size("\(file)-wal") ?? 0)
            }
        } catch {
            throw StoreError(error, file: file)
        }
    }

    private init(_ database: Database, size: Int64, hasWriteAheadLog: Bool, writeAheadBytes: Int64) throws {
        self.hasWriteAheadLog = hasWriteAheadLog
        self.writeAheadBytes = writeAheadBytes
        mistakes = size + writeAheadBytes > Self.largestChecked ? nil : try Self.mistakes(database)
        // A broken file is not read further: what it would say can't be trusted.
        let tables = mistakes?.isEmpty == false ? [] : try Self.tables(database)
        installation =
            tables.contains("installation")
            ? try Row.fetchOne(database, sql: "SELECT prefix, partitions FROM installation")
                .map { Installation(prefix: $0[0], partitions: $0[1]) } : nil
        let applied =
            tables.contains("migrations")
            ? try Row.fetchAll(database, sql: "SELECT name, sql FROM migrations ORDER BY name")
                .map { Migration($0[0], $0[1]) } : []
        migrations = applied.map(\.name)
        foreignMigrations = applied.filter { $0.name.hasPrefix("house-") && !Schema.migrations.contains($0) }
            .map(\.name)
        parked = tables.contains("parked") ? try Int.fetchOne(database, sql: "SELECT count(*) FROM parked") ?? 0 : 0
    }

    /// Where a page can't be read at all, SQLite ends the check with an error instead of a list.
    private static func mistakes(_ database: Database) throws -> [String] {
        do {
            return try String.fetchAll(database, sql: "PRAGMA quick_check(\(mostMistakes))").filter { $0 != "ok" }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [error.message ?? "malformed"]
        }
    }

    private static func tables(_ database: Database) throws -> Set<String> {
        try Set(String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
    }

    /// What the file's header says of how it is read and written: 2 is the write-ahead log (SQLite's file format,
    /// "File format version numbers"). Asking SQLite does not help: it never says so of a file that does not change.
    private static func hasWriteAheadLog(_ file: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: file) else { return false }
        defer { try? handle.close() }
        let header = (try? handle.read(upToCount: 20)) ?? Data()
        return header.suffix(2) == Data([2, 2]) && header.count == 20
    }
}
