import CRabbitMQ
import Glibc
import Synchronization

/// Shuts the socket down when the connection's thread is stuck in the library for three heartbeats.
///
/// The library can wait for ever for a silent peer (broker facts page). Shutting the socket down ends that wait.
final class Watchdog: Sendable {
    private struct Guarded {
        var socket: Int32 = -1
        var isHandshaking = false
    }

    private let guarded = Mutex(Guarded())
    private let lastBeat = Atomic<Int64>(0)
    private let ended = Atomic<Bool>(false)
    private let wakeup = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
    private let heartbeatSeconds: Int32
    private let onFire: @Sendable () -> Void

    init(heartbeatSeconds: Int32, onFire: @escaping @Sendable () -> Void) {
        self.heartbeatSeconds = heartbeatSeconds
        self.onFire = onFire
    }

    deinit { if wakeup >= 0 { close(wakeup) } }

    /// Watches from a thread of its own until `end`.
    func start() {
        beat()
        // Without a thread to watch from, TCP_USER_TIMEOUT and the heartbeats still end a dead connection.
        _ = startThread(named: "amqp-watchdog") { [self] in
            while !ended.load(ordering: .acquiring) {
                var request = pollfd(fd: wakeup, events: Int16(POLLIN), revents: 0)
                poll(&request, 1, heartbeatSeconds * 1000)
                look()
            }
        }
    }

    func end() {
        ended.store(true, ordering: .releasing)
        eventfd_write(wakeup, 1)
        forget()
    }

    /// The connection's thread is alive and outside the library.
    func beat() { lastBeat.store(monotonicSeconds(), ordering: .relaxed) }

    /// Watches this socket. A duplicate is kept, because the library closes its own whenever it wants.
    func watch(_ socket: Int32, isHandshaking: Bool) {
        beat()
        guarded.withLock { guarded in
            if guarded.socket >= 0 { close(guarded.socket) }
            guarded = Guarded(socket: fcntl(socket, F_DUPFD_CLOEXEC, 3), isHandshaking: isHandshaking)
        }
    }

    func forget() {
        guarded.withLock { guarded in
            if guarded.socket >= 0 { close(guarded.socket) }
            guarded = Guarded()
        }
    }

    /// Ends a handshake under way, because the program wants to end.
    func cutHandshake() {
        guarded.withLock { guarded in
            if guarded.isHandshaking, guarded.socket >= 0 { shutdown(guarded.socket, Int32(SHUT_RDWR)) }
        }
    }

    private func look() {
        let silence = monotonicSeconds() - lastBeat.load(ordering: .relaxed)
        guard silence > Int64(heartbeatSeconds) * 3 else { return }
        let hasFired = guarded.withLock { guarded in
            guard guarded.socket >= 0, !guarded.isHandshaking else { return false }
            shutdown(guarded.socket, Int32(SHUT_RDWR))
            return true
        }
        if hasFired { onFire() }
    }
}

private func monotonicSeconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec)
}
