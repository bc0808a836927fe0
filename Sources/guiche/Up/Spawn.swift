import Foundation
import Glibc

/// A child process that was made: its pid, and a pipe that ends when it ends.
struct Spawned {
    let pid: Int32
    /// Reports a hang-up when the last process that holds the other end is gone.
    let lifeline: Int32
}

/// Makes children. Only on the nursery's thread: the kernel ties a child's life to the thread that made it.
struct Spawner {
    /// The executable of this process, by which every child begins (see ``Launcher``).
    let launcher: String
    let environment: [String: String]
    /// The broker's address with each program's own user, by program; who is not in it uses the environment's.
    let addresses: [String: String]
    /// A folder for one log file for each child; nil: everything goes to this process's standard error.
    let logs: String?

    /// - Throws: ``CommandFailure`` with what the system said.
    func spawn(_ role: Cast.Role, port: Int) throws -> Spawned {
        let ends = try Pipe.make()
        defer { close(ends.write) }
        do {
            return Spawned(pid: try start(role, port, lifeline: ends.write), lifeline: ends.read)
        } catch {
            close(ends.read)
            throw error
        }
    }

    private func start(_ role: Cast.Role, _ port: Int, lifeline: Int32) throws -> Int32 {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        if let logs {
            let file = "\(logs)/\(role.program)-\(role.number).log"
            posix_spawn_file_actions_addopen(&files, STDERR_FILENO, file, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        }
        posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&files, lifeline, Launcher.lifeline)
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let texts = [launcher, Launcher.word, "\(getpid())", role.path]
        var words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            childEnvironment(role, port).map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, launcher, &files, &attributes, &words, &variables)
        guard code == 0 else { throw CommandFailure(said(code)) }
        return pid
    }

    /// A process group of its own, so that a Ctrl-C reaches only `up`; no signal blocked or ignored.
    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setpgroup(&attributes, 0)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigemptyset(&all)
        for number in [SIGTERM, SIGINT, SIGHUP, SIGPIPE, SIGCHLD, SIGQUIT] { sigaddset(&all, number) }
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        return attributes
    }

    private func childEnvironment(_ role: Cast.Role, _ port: Int) -> [String: String] {
        var ours = ["GUICHE_OPS_PORT": "\(port)"]
        ours["GUICHE_AMQP_URL"] = addresses[role.program]
        // Replicas on one machine can't share a port: each has the one after the one before it.
        if let first = environment["GUICHE_WEB_PORT"].flatMap({ Int($0) }), first > 0 {
            ours["GUICHE_WEB_PORT"] = "\(first + role.number - 1)"
        }
        return environment.merging(ours) { _, ours in ours }
    }

    private func said(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// A pipe whose ends no child inherits by accident.
enum Pipe {
    /// - Throws: ``CommandFailure`` with what the system said.
    static func make() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CommandFailure("no pipe is left: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

/// Ports on loopback for the children's health checks.
enum FreePort {
    /// Below the range from which the kernel takes the ports of outgoing connections, so that none of them is in use
    /// by accident when the child wants to listen.
    static let range = 20_000...32_000
    static let attempts = 200

    /// A port nobody listens on now, none of `taken`.
    static func find(except taken: Set<Int>) throws -> Int {
        for _ in 0..<attempts {
            let port = Int.random(in: range)
            if !taken.contains(port), isFree(port) { return port }
        }
        throw CommandFailure("no port between \(range.lowerBound) and \(range.upperBound) is free on 127.0.0.1")
    }

    private static func isFree(_ port: Int) -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        return withLoopback(port) { bind(socket, $0, $1) } == 0
    }
}

/// Calls `body` with the address of a port on 127.0.0.1.
func withLoopback<Result>(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    // Proof: a sockaddr_in begins with the members of a sockaddr, as the socket interface demands; the pointer is not
    // used after the call.
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
    }
}
