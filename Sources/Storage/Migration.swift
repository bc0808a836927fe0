/// One named step of a store's structure. Once published it is frozen: a changed step is refused at start (rule 18).
public struct Migration: Hashable, Sendable {
    /// Unique in the program, e.g. `router-1-conversations`.
    public let name: String
    /// One or more SQL statements.
    public let sql: String

    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }
}
