import Contracts
import Logging
import Storage

/// What a program's handler and queries are made from.
public struct WorkerContext: Sendable {
    /// The program's name, e.g. `router`.
    public let program: String
    /// Unique for each start of a process.
    public let replica: String
    public let settings: Settings
    /// Nil in programs without a store.
    public let store: Store?
    /// Nil in programs that were started without one.
    public let directory: DirectorySource?
    public let log: Logger

    public var topology: Topology { settings.topology }

    public init(
        program: String, replica: String, settings: Settings, store: Store?, directory: DirectorySource?, log: Logger
    ) {
        self.program = program
        self.replica = replica
        self.settings = settings
        self.store = store
        self.directory = directory
        self.log = log
    }

    /// The store of a program that can't be without one.
    public func requireStore() throws -> Store {
        guard let store else { throw SettingsError("GUICHE_STORE", "is missing: set it to sqlite:/path/to/folder") }
        return store
    }

    /// The directory of a program that can't be without one.
    public func requireDirectory() throws -> DirectorySource {
        guard let directory else { throw SettingsError.noDirectory }
        return directory
    }
}
