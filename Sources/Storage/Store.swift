import Foundation
import GRDB

/// What one program keeps: a SQLite file with a write-ahead log that is synced at every commit, so that nothing
/// acknowledged is lost at power loss (architecture page, "Stores").
///
/// Writing calls block the calling thread during the disk sync: call them from a thread of your own.
public final class Store: Sendable {
    /// The longest wait for another process's transaction before ``StoreError/Code/busy``, in milliseconds.
    public static let busyLimit = 2_000
    /// Readers at once, for queries; they never wait for the writer.
    public static let readerLimit = 4

    public let file: String
    private let pool: DatabasePool

    /// Opens the file of `program`, making folder and file if they are missing, and brings it up to date.
    ///
    /// - Throws: ``StoreError`` with a sentence for the person who starts the program.
    public init(
        _ location: StoreLocation, program: String, installation: Installation, migrations: [Migration] = []
    ) throws(StoreError) {
        let file = location.file(of: program)
        self.file = file
        do {
            try FileManager.default.createDirectory(atPath: location.folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(
                .notWritable,
                "the store's folder \(location.folder) can't be made (\(error.localizedDescription)): "
                    + "name a folder this user may write in GUICHE_STORE")
        }
        do {
            let turn = try StartTurn(file: file)
            defer { turn.end() }
            pool = try DatabasePool(path: file, configuration: Self.configuration)
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL when it switches the write-ahead log on; FULL is what our promise needs.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.inTransaction(.immediate) {
                    try Migrator(migrations: Schema.migrations + migrations).run(database)
                    try installation.settle(database, file: file)
                    return .commit
                }
            }
        } catch {
            throw StoreError(error, file: file)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = readerLimit
        configuration.busyMode = .callback { tries in
            // Short, even waits: SQLite's own back-off grows to 100 ms and starves one of two busy replicas.
            usleep(500)
            return tries < busyLimit * 2
        }
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA foreign_keys = ON")
        }
        return configuration
    }

    /// Runs `body` in one immediate transaction: everything is kept, or, if it throws, nothing.
    ///
    /// - Throws: what `body` throws, and ``StoreError`` for what the database says.
    public func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        do {
            return try pool.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    result = try body(Transaction(database: database))
                    return .commit
                }
                guard let result else { throw StoreError(.database, "the transaction ended without a result") }
                return result
            }
        } catch let error as DatabaseError {
            throw StoreError(error, file: file)
        }
    }

    /// Runs `body` on a snapshot; blocks the calling thread, never the writer.
    public func readNow<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        do {
            return try pool.read { try body(Transaction(database: $0)) }
        } catch let error as DatabaseError {
            throw StoreError(error, file: file)
        }
    }

    /// Runs `body` on a snapshot, on a thread of the store's own. This is what queries use.
    public func read<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        do {
            return try await pool.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, file: file)
        }
    }

    /// Closes the file; what is under way ends first.
    public func close() throws {
        do {
            try pool.close()
        } catch {
            throw StoreError(error, file: file)
        }
    }
}
