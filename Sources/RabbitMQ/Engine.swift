import CRabbitMQ
import Glibc

/// What the connection's thread does from its start to its end: connect, serve, connect again.
///
/// Everything here lives on that one thread; other tasks reach it through the command queue only.
final class Engine {
    let configuration: Connection.Configuration
    let queue: CommandQueue
    let status: StatusBoard
    let watchdog: Watchdog
    let log: @Sendable (Connection.Event) -> Void

    let topology = TopologyChannel()
    var publishers: [UInt64: PublishChannel] = [:]
    var ports: [UInt64: ConsumerPort] = [:]
    var subscriptions: [UInt64: ConsumeChannel] = [:]
    var handOvers: [UInt64: HandOver] = [:]
    /// When `close()` must be over; nil while nobody asked for it.
    var closeDeadline: ContinuousClock.Instant?
    /// No deadline is earlier; it may be later than this.
    var nextDeadline: ContinuousClock.Instant?
    private var commands: [Command] = []
    private var backOff: BackOff

    /// A hand-over that waits for the broker.
    struct HandOver {
        let continuation: CheckedContinuation<Void, Never>
        let deadline: ContinuousClock.Instant
    }

    init(
        _ configuration: Connection.Configuration, queue: CommandQueue, status: StatusBoard, watchdog: Watchdog,
        log: @escaping @Sendable (Connection.Event) -> Void
    ) {
        self.configuration = configuration
        self.queue = queue
        self.status = status
        self.watchdog = watchdog
        self.log = log
        backOff = BackOff(first: configuration.firstPause, longest: configuration.longestPause)
    }

    /// Runs until the connection is closed, or until the first connection cannot be made.
    func run() -> Result<Void, RabbitMQError> {
        watchdog.start()
        let result = connectAgainAndAgain()
        watchdog.end()
        var refusal = RabbitMQError.closedHere
        if case .failure(let error) = result { refusal = error }
        end(refusal)
        log(.closed)
        return result
    }

    private func connectAgainAndAgain() -> Result<Void, RabbitMQError> {
        let patienceEnds = ContinuousClock.now + configuration.firstConnectPatience
        var wasConnected = false
        var attempt = 0
        while closeDeadline == nil {
            attempt += 1
            do {
                let session = try connect(attempt)
                wasConnected = true
                attempt = 0
                backOff.reset()
                try serve(session)
                return .success(())
            } catch {
                lose(error)
                if closeDeadline != nil { break }
                if !wasConnected, error.isFinalAtFirst || ContinuousClock.now >= patienceEnds {
                    return .failure(error)
                }
                let pause = backOff.pause()
                log(attempt == 0 ? .lost(error) : .attemptFailed(error, attempt: attempt, pause: pause))
                wait(pause)
            }
        }
        return .success(())
    }

    private func connect(_ attempt: Int) throws(RabbitMQError) -> Session {
        let dialling = Dialling(configuration: configuration) { [watchdog] socket in
            watchdog.watch(socket, isHandshaking: true)
        }
        let wire = try dialling.dial()
        watchdog.watch(wire.descriptor, isHandshaking: false)
        status.meet(wire.broker)
        log(.connected(configuration.endpoint, attempt: attempt))
        return Session(wire: wire, log: log)
    }

    /// The connection is gone: whatever was under way on it ends, whatever waits for one stays.
    private func lose(_ error: RabbitMQError) {
        watchdog.forget()
        status.set(.disconnected)
        topology.detach(error)
        for publisher in publishers.values { publisher.detach(error) }
        for subscription in subscriptions.values where subscription.isAttached { subscription.detach(error) }
        for handOver in handOvers.values { handOver.continuation.resume() }
        handOvers = [:]
    }

    private func end(_ error: RabbitMQError) {
        lose(error)
        for command in commands { command.refuse(error) }
        commands = []
        queue.close(error)
        topology.end(error)
        for publisher in publishers.values { publisher.endAll(error) }
        for subscription in subscriptions.values { subscription.detach(error) }
        for port in ports.values { port.mailbox.close() }
        status.end()
    }

    /// Waits for the next attempt, serving commands and deadlines meanwhile.
    private func wait(_ pause: Duration) {
        let end = ContinuousClock.now + pause
        while closeDeadline == nil, ContinuousClock.now < end {
            var request = pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&request, 1, milliseconds(until: min(end, nextDeadline ?? end)))
            do {
                try execute(on: nil)
                try expire(on: nil)
            } catch {
                // Without a session nothing is sent, so nothing fails; if it ever does, the operator reads of it.
                log(.lost(error))
            }
        }
    }

    /// Does what other tasks asked for. What a failure leaves undone is done in the next session.
    func execute(on session: Session?) throws(RabbitMQError) {
        commands.append(contentsOf: queue.take())
        var done = 0
        defer { commands.removeFirst(done) }
        while done < commands.count {
            let command = commands[done]
            done += 1
            try obey(command, on: session)
        }
    }

    func note(_ deadline: ContinuousClock.Instant) {
        nextDeadline = nextDeadline.map { min($0, deadline) } ?? deadline
    }
}

extension RabbitMQError {
    /// Whether a first connection that fails like this will go on failing until somebody changes a setting.
    fileprivate var isFinalAtFirst: Bool {
        switch code {
        case .accessRefused, .virtualHostRefused, .tlsFailed: true
        default: false
        }
    }
}

/// The time left, rounded up, for `poll`.
func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
    let left = (end - ContinuousClock.now).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    return Int32(clamping: left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1)
}
