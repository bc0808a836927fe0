import GRDB

/// The operations on the tables every store has, inside one open transaction. It must not leave the closure it was
/// given to. A program reaches its own tables through ``database``, with ``Database/cachedStatement(sql:)``: parsing
/// the same SQL again costs more than running it (broker facts page, "Cached statements").
public struct Transaction {
    public let database: Database

    /// Over a snapshot or an open transaction of the database.
    public init(database: Database) { self.database = database }

    /// Runs one statement that returns nothing. The statement is kept prepared for the next time.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    public func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
        return database.changesCount
    }

    /// The first row, if there is one.
    public func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows; put a limit into the statement.
    public func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// Runs `body` so that everything it wrote is undone if it throws, and only that.
    public func savepoint(_ body: () throws -> Void) throws {
        try run("SAVEPOINT message")
        do {
            try body()
        } catch {
            try run("ROLLBACK TO SAVEPOINT message")
            try run("RELEASE SAVEPOINT message")
            throw error
        }
        try run("RELEASE SAVEPOINT message")
    }
}
