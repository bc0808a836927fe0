import Synchronization

/// The connection's state, for whoever wants to watch it.
final class StatusBoard: Sendable {
    private struct Watched {
        var current = Connection.State.disconnected
        var broker: BrokerIdentity?
        var watchers: [UInt64: AsyncStream<Connection.State>.Continuation] = [:]
        var nextWatcher: UInt64 = 0
        var hasEnded = false
    }

    private let watched = Mutex(Watched())

    var current: Connection.State { watched.withLock { $0.current } }
    /// The broker of the last login; nil before the first.
    var broker: BrokerIdentity? { watched.withLock { $0.broker } }
    var hasEnded: Bool { watched.withLock { $0.hasEnded } }

    /// The state now and each later one; a slow reader sees only the newest. Finishes with the connection.
    func states() -> AsyncStream<Connection.State> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Connection.State.self, bufferingPolicy: .bufferingNewest(1))
        let id = watched.withLock { watched -> UInt64? in
            continuation.yield(watched.current)
            guard !watched.hasEnded else { return nil }
            watched.nextWatcher += 1
            watched.watchers[watched.nextWatcher] = continuation
            return watched.nextWatcher
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.forget(id) }
        return stream
    }

    func meet(_ broker: BrokerIdentity) { watched.withLock { $0.broker = broker } }

    func set(_ state: Connection.State) {
        watched.withLock { watched in
            guard watched.current != state else { return }
            watched.current = state
            for watcher in watched.watchers.values { watcher.yield(state) }
        }
    }

    func end() {
        let watchers = watched.withLock { watched in
            watched.hasEnded = true
            watched.current = .disconnected
            defer { watched.watchers = [:] }
            return watched.watchers
        }
        for watcher in watchers.values { watcher.finish() }
    }

    private func forget(_ id: UInt64) { watched.withLock { _ = $0.watchers.removeValue(forKey: id) } }
}
