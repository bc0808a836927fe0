/// Where a store is, as the environment says it: `sqlite:/path/to/folder` (contract page, "Environment").
public struct StoreLocation: Hashable, Sendable {
    /// The folder that holds one file per program.
    public let folder: String

    /// - Throws: ``StoreError`` for anything but a SQLite folder; PostgreSQL is planned and not there yet.
    public init(_ text: String) throws(StoreError) {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            throw StoreError(
                .unknownLocation,
                "a store on PostgreSQL is planned and not there yet: use GUICHE_STORE=sqlite:/path/to/folder")
        }
        guard text.hasPrefix("sqlite:") else {
            throw StoreError(
                .unknownLocation, "the store \"\(text)\" is not understood: use GUICHE_STORE=sqlite:/path/to/folder")
        }
        let path = text.dropFirst("sqlite:".count)
        guard !path.isEmpty else {
            throw StoreError(.unknownLocation, "the store names no folder: use GUICHE_STORE=sqlite:/path/to/folder")
        }
        folder = String(path)
    }

    /// The file of one program.
    public func file(of program: String) -> String { "\(folder)/\(program).db" }
}
