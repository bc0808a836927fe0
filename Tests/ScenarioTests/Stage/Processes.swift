import Foundation
import Synchronization

/// A command that ran to its end.
struct Finished: Sendable {
    let code: Int32
    let output: String
    let errors: String
}

/// Why a scenario could not be played, in a sentence.
struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Processes around the tests. Not with Foundation's `Process`, which hands on the signals that the pool's threads
/// block.
enum Processes {
    /// Seconds after which a command that does not end is ended by `timeout`, with code 124.
    static let patience = 30

    /// Runs a command to its end, off the pool's threads.
    static func run(_ command: [String], environment: [String: String]) async throws -> Finished {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try runAndWait(command, environment) })
            }
        }
    }

    private static func runAndWait(_ command: [String], _ environment: [String: String]) throws -> Finished {
        let path = FileManager.default.temporaryDirectory.appending(path: "scenario-\(UUID())").path
        let files = (output: path + ".out", errors: path + ".err")
        defer { for file in [files.output, files.errors] { unlink(file) } }
        let pid = try spawn(
            ["/usr/bin/timeout", "-k", "1", "\(patience)"] + command, environment: environment
        ) { actions in
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, files.output, O_WRONLY | O_CREAT, 0o600)
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, files.errors, O_WRONLY | O_CREAT, 0o600)
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        return Finished(
            code: status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f),
            output: try String(contentsOfFile: files.output, encoding: .utf8),
            errors: try String(contentsOfFile: files.errors, encoding: .utf8))
    }

    /// Makes a child with exactly this environment and no signal blocked.
    static func spawn(
        _ command: [String], environment: [String: String], _ streams: (inout posix_spawn_file_actions_t) -> Void
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        streams(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, command[0], &actions, &attributes, &words, &variables)
        guard code == 0 else { throw Trouble("\(command[0]) could not be started: \(String(cString: strerror(code)))") }
        return pid
    }
}

/// A `guiche up` that ends with this process, however that ends: a watcher beside it reads from a pipe whose other end
/// only this process holds, and sends the SIGTERM when the pipe closes.
final class Child: Sendable {
    private static let watched = """
        exec 3<&0
        (read -r end <&3; read -r name </proc/$$/comm; [ "$name" = guiche ] && kill -TERM $$) >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """
    private static let living = Mutex<[Child]>([])

    private let folder: URL
    private let pid: pid_t
    private let lifeline: Int32
    private let output: Int32

    /// - Parameter folder: what it keeps; it is removed at the end. The file `log` in it gets its standard error.
    init(_ command: [String], environment: [String: String], folder: URL) throws {
        self.folder = folder
        let log = folder.appending(path: "log").path
        let input = try Self.pipe()
        let output = try Self.pipe()
        defer { for end in [input.read, output.write] { close(end) } }
        pid = try Processes.spawn(
            ["/bin/sh", "-c", Self.watched, "sh"] + command, environment: environment
        ) { actions in
            posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO)
            posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO)
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        lifeline = input.write
        self.output = output.read
        let isFirst = Self.living.withLock { children in
            children.append(self)
            return children.count == 1
        }
        if isFirst { atexit { Child.endAll() } }
    }

    private static func endAll() {
        let children = living.withLock { $0 }
        for child in children { close(child.lifeline) }
        for child in children {
            var status: Int32 = 0
            waitpid(child.pid, &status, 0)
            try? FileManager.default.removeItem(at: child.folder)
        }
    }

    /// The last lines of its log.
    var lastWords: String {
        get throws {
            try String(contentsOf: folder.appending(path: "log"), encoding: .utf8).split(separator: "\n").suffix(10)
                .joined(separator: " | ")
        }
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw Trouble("No pipe is left: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Waits until it has printed `line`; false if its standard output ended first, or the time is over.
    func hasPrinted(_ line: String, within time: Duration) async -> Bool {
        let deadline = ContinuousClock.now + time
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.reads(line, until: deadline)) }
        }
    }

    private func reads(_ line: String, until deadline: ContinuousClock.Instant) -> Bool {
        var text = ""
        var bytes = [UInt8](repeating: 0, count: 4_096)
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            var question = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&question, 1, Int32(left)) > 0 else { return false }
            let count = read(output, &bytes, bytes.count)
            guard count > 0 else { return false }
            text += String(decoding: bytes.prefix(count), as: UTF8.self)
            if text.split(separator: "\n").contains(Substring(line)) { return true }
        }
    }
}
