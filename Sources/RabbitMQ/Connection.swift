import Synchronization

/// A connection to a RabbitMQ broker that repairs itself.
///
/// One thread of its own owns the C library's connection; publishers, consumers and declarations reach it through a
/// queue. Use two connections where publishing and consuming both matter: a broker with an alarm stops reading from a
/// connection that publishes, and acknowledgements would wait with it (broker facts page).
///
/// ```swift
/// let connection = Connection(.init(endpoint: try Endpoint("amqp://localhost"), name: "example")) { print($0) }
/// async let lifetime: Void = connection.run()
/// ```
public final class Connection: Sendable {
    private enum Life {
        case new
        case running
        case ended
    }

    /// How it is made and kept.
    public let configuration: Configuration
    let queue = CommandQueue()
    private let status = StatusBoard()
    private let watchdog: Watchdog
    private let life = Mutex(Life.new)
    private let lastID = Atomic<UInt64>(0)
    private let log: @Sendable (Event) -> Void

    /// Prepares a connection; `run` makes it. `log` is called on the connection's thread and must return quickly.
    public init(_ configuration: Configuration, log: @escaping @Sendable (Event) -> Void = { _ in }) {
        self.configuration = configuration
        self.log = log
        watchdog = Watchdog(heartbeatSeconds: configuration.heartbeatSeconds) { log(.watchdogFired) }
    }

    /// The connection's lifetime: connects, and once connected connects again for ever. Call it once.
    ///
    /// While nobody answers the first time it goes on trying for `firstConnectPatience`, telling the log about each
    /// attempt, then throws `unreachable`. Refused credentials, a missing virtual host or a TLS failure at first throw
    /// at once. Returns after `close()` or when the task is cancelled.
    public func run() async throws(RabbitMQError) {
        let mayStart = life.withLock { life in
            defer { if life == .new { life = .running } }
            return life == .new
        }
        guard mayStart else { throw RabbitMQError(.closed, "The connection has been run before.") }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { start($0) }
        } onCancel: {
            askToClose()
        }
        life.withLock { $0 = .ended }
        try result.get()
    }

    /// Flushes what is under way, says goodbye and ends `run`; takes at most `closeTimeout`, and at most
    /// `connectTimeout` more while an attempt to connect is under way.
    public func close() async {
        let wasNew = life.withLock { life in
            defer { if life == .new { life = .ended } }
            return life == .new
        }
        if wasNew {
            queue.close(.closedHere)
            status.end()
        }
        askToClose()
        for await _ in status.states() {}
    }

    /// What can be done now.
    public var state: State { status.current }

    /// What the broker of the last login said of itself; nil before the first.
    public var broker: BrokerIdentity? { status.broker }

    /// The state now and each later one; a slow reader sees only the newest. Finishes when the connection ends.
    public func states() -> AsyncStream<State> { status.states() }

    /// Returns once the connection stands; throws `closed` if it ended first and `cancelled` if the task was.
    public func connected() async throws(RabbitMQError) {
        for await state in status.states() where state != .disconnected { return }
        if Task.isCancelled { throw RabbitMQError(.cancelled, "The task was cancelled.") }
        throw .closedHere
    }

    /// A number nobody else on this connection has.
    func nextID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

    private func askToClose() {
        queue.submit(.shutDown)
        watchdog.cutHandshake()
    }

    private func start(_ continuation: CheckedContinuation<Result<Void, RabbitMQError>, Never>) {
        let started = startThread(named: "amqp-connection") { [configuration, queue, status, watchdog, log] in
            let engine = Engine(configuration, queue: queue, status: status, watchdog: watchdog, log: log)
            continuation.resume(returning: engine.run())
        }
        guard !started else { return }
        let error = RabbitMQError(.unreachable, "The system has no thread for the connection.")
        queue.close(error)
        status.end()
        continuation.resume(returning: .failure(error))
    }
}
