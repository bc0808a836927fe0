import Contracts
import Domain
import Foundation
import Logging
import Synchronization

/// The directory as it is now. SIGHUP reads the file again; a file with a mistake changes nothing.
public final class DirectorySource: Sendable {
    private let path: String
    private let log: Logger
    private let held: Mutex<Held>
    private let followers = Mutex<[Int: AsyncStream<Domain.Directory>.Continuation]>([:])

    /// A directory with the text it was read from.
    public struct Edition: Sendable {
        /// Grows with every reload, from 1.
        public let number: Int
        /// Without the people's password hashes: whoever keeps the text has no use for them.
        public let text: String
    }

    private struct Held {
        var directory: Domain.Directory
        var edition: Edition
    }

    /// - Throws: a sentence with line, path and what was expected.
    public init(path: String, log: Logger) throws {
        self.path = path
        self.log = log
        let (directory, text) = try Self.readText(path)
        held = Mutex(Held(directory: directory, edition: Edition(number: 1, text: text)))
    }

    /// For tests.
    public init(_ directory: Domain.Directory) {
        path = ""
        log = Logger(label: "directory")
        held = Mutex(Held(directory: directory, edition: Edition(number: 1, text: "")))
    }

    public var current: Domain.Directory { held.withLock { $0.directory } }

    /// The text of the current directory, for whoever keeps what was decided with it.
    public var edition: Edition { held.withLock { $0.edition } }

    /// The directory now and each later one; a slow reader sees only the newest.
    func changes() -> AsyncStream<Domain.Directory> {
        let (stream, follower) = AsyncStream.makeStream(of: Domain.Directory.self, bufferingPolicy: .bufferingNewest(1))
        let number = followers.withLock { followers in
            let number = (followers.keys.max() ?? 0) + 1
            followers[number] = follower
            // Inside the lock, as in a reload: so the last one said is the newest.
            follower.yield(current)
            return number
        }
        follower.onTermination = { [weak self] _ in self?.followers.withLock { $0[number] = nil } }
        return stream
    }

    /// Reads the file again at every SIGHUP, until the task is cancelled.
    func reloadOnHangUp() async {
        for await _ in HangUps.received() { reload() }
    }

    /// Reads the file again.
    func reload() {
        do {
            let (fresh, text) = try Self.readText(path)
            held.withLock { held in
                held = Held(directory: fresh, edition: Edition(number: held.edition.number + 1, text: text))
            }
            log.notice("The directory was read again.")
            followers.withLock { followers in
                for follower in followers.values { follower.yield(current) }
            }
        } catch {
            log.error("The directory has a mistake; the old one stays.", metadata: [LogKey.error: "\(error)"])
        }
    }

    /// Reads the file once; its size is the loader's to judge.
    ///
    /// - Throws: a sentence with line, path and what was expected.
    static func read(_ path: String) throws -> Domain.Directory { try readText(path).0 }

    private static func readText(_ path: String) throws -> (Domain.Directory, String) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SettingsError("GUICHE_DIRECTORY", "names \(path), which can't be read")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return (try DirectoryLoader.load(yaml: text, path: path), PasswordHash.hidden(in: text))
    }
}

extension Settings {
    /// Reads the directory file, once.
    ///
    /// - Throws: a sentence with line, path and what was expected.
    public func loadDirectory() throws -> Domain.Directory { try DirectorySource.read(try requireDirectory()) }

    /// The path of the directory file.
    func requireDirectory() throws -> String {
        guard let directory else { throw SettingsError.noDirectory }
        return directory
    }
}
