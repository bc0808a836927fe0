import GRDB

/// Why the store could not do what it was asked.
public struct StoreError: Error, Equatable, CustomStringConvertible {
    /// The machine's word for the mistake.
    public enum Code: String, Sendable {
        /// The location is not one this version understands.
        case unknownLocation = "unknown_location"
        /// The folder or the file can't be opened or written.
        case notWritable = "not_writable"
        /// The store belongs to an installation with other fixed settings.
        case otherInstallation = "other_installation"
        /// The file was written by a newer version, or a frozen migration was edited.
        case otherVersion = "other_version"
        /// Somebody else holds the writer lock longer than the busy limit.
        case busy
        /// The disk is full, or could not be read or written.
        case disk
        /// Anything else the database said.
        case database
    }

    public let code: Code
    /// What happened and what to do, as one sentence.
    public let sentence: String
    /// True if the same call may succeed later without anybody changing anything but the disk's state.
    public let isRetriable: Bool

    public init(_ code: Code, _ sentence: String, isRetriable: Bool = false) {
        self.code = code
        self.sentence = sentence
        self.isRetriable = isRetriable
    }

    public var description: String { sentence }
}

extension StoreError {
    /// Says in our words what the database said; an error that is one of ours already stays what it is.
    init(_ error: any Error, file: String) {
        switch error {
        case let known as StoreError:
            self = known
        case let said as DatabaseError:
            self.init(said, file: file)
        default:
            self.init(.database, "the store \(file) failed: \(error)")
        }
    }

    private init(_ said: DatabaseError, file: String) {
        let text = said.message ?? "no details"
        switch said.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "the store \(file) stayed locked by another process (\(text))", isRetriable: true)
        case .SQLITE_FULL, .SQLITE_IOERR:
            self.init(.disk, "the disk of the store \(file) is full or failing (\(text))", isRetriable: true)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .notWritable, "the store \(file) can't be written (\(text)): check the rights on its folder",
                isRetriable: true)
        default:
            self.init(.database, "the store \(file) failed: \(text)")
        }
    }
}

extension StoreError {
    /// True for what is no fault of the message at hand but of the disk or of a lock: then the whole transaction is
    /// tried again, for as long as it takes.
    public static func isOfTheDisk(_ error: any Error) -> Bool {
        switch error {
        case let known as StoreError: known.isRetriable
        case let said as DatabaseError: StoreError(said, file: "").isRetriable
        default: false
        }
    }
}
