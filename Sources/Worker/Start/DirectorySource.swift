import Contracts
import Domain
import Foundation
import Logging
import Synchronization

/// The directory as it is now. SIGHUP reads the file again; a file with a mistake changes nothing.
public final class DirectorySource: Sendable {
    /// The largest directory file, in bytes.
    public static let sizeLimit = 64 * 1024 * 1024

    private let path: String
    private let log: Logger
    private let held: Mutex<Domain.Directory>

    /// - Throws: a sentence with line, path and what was expected.
    public init(path: String, log: Logger) throws {
        self.path = path
        self.log = log
        held = Mutex(try Self.read(path))
    }

    /// For tests.
    public init(_ directory: Domain.Directory) {
        path = ""
        log = Logger(label: "directory")
        held = Mutex(directory)
    }

    public var current: Domain.Directory { held.withLock { $0 } }

    /// Reads the file again.
    func reload() {
        do {
            let fresh = try Self.read(path)
            held.withLock { $0 = fresh }
            log.notice("The directory was read again.")
        } catch {
            log.error("The directory has a mistake; the old one stays.", metadata: [LogKey.error: "\(error)"])
        }
    }

    private static func read(_ path: String) throws -> Domain.Directory {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SettingsError("GUICHE_DIRECTORY", "names \(path), which can't be read")
        }
        guard bytes.count <= sizeLimit else {
            throw SettingsError("GUICHE_DIRECTORY", "names \(path), which is larger than \(sizeLimit) bytes")
        }
        return try DirectoryLoader.load(yaml: String(decoding: bytes, as: UTF8.self), path: path)
    }
}
