import CRabbitMQ
import Glibc

extension Engine {
    /// The frames read in one turn before commands are served again.
    private static let framesPerTurn = 2_048

    /// Serves one connection until it is closed in good order; throws when it breaks.
    func serve(_ session: Session) throws(RabbitMQError) {
        for subscription in subscriptions.values { try subscription.attach(session) }
        status.set(.connected)
        var hasSaidGoodbye = false
        while true {
            watchdog.beat()
            try execute(on: session)
            let mayHaveMore = try read(session)
            try send(session)
            try expire(on: session)
            if let closeDeadline {
                if session.isClosed || ContinuousClock.now >= closeDeadline { return }
                if !hasSaidGoodbye, isFlushed || isLate(closeDeadline) {
                    hasSaidGoodbye = true
                    try session.sayGoodbye()
                }
            }
            if !mayHaveMore, !session.wantsTurn { waitForSomething(session) }
        }
    }

    private func read(_ session: Session) throws(RabbitMQError) -> Bool {
        // What was read before a failure is dropped with its subscription, so it need not be flushed then.
        let mayHaveMore = try session.read(limit: Self.framesPerTurn)
        for port in ports.values { port.flush() }
        status.set(session.isBlocked ? .blocked : .connected)
        return mayHaveMore
    }

    private func send(_ session: Session) throws(RabbitMQError) {
        session.beginTurn()
        try topology.pump(session)
        guard publishers.values.contains(where: \.hasUnsent) else { return }
        session.wire.cork(true)
        defer { session.wire.cork(false) }
        for publisher in publishers.values { try publisher.pump(session) }
    }

    /// Ends everything whose time is over.
    func expire(on session: Session?) throws(RabbitMQError) {
        let now = ContinuousClock.now
        guard let nextDeadline, nextDeadline <= now else { return }
        try topology.expire(at: now, on: session)
        for publisher in publishers.values { try publisher.expire(at: now, on: session) }
        for subscription in subscriptions.values { try subscription.expire(at: now, on: session) }
        for (id, handOver) in handOvers where handOver.deadline <= now {
            handOvers[id] = nil
            handOver.continuation.resume()
        }
        let all =
            [topology.deadline] + publishers.values.map(\.deadline) + subscriptions.values.map(\.deadline)
            + handOvers.values.map(\.deadline)
        self.nextDeadline = all.compactMap(\.self).min()
    }

    private func waitForSomething(_ session: Session) {
        let events = POLLIN | (session.wantsRoom ? POLLOUT : 0)
        var requests = [
            pollfd(fd: session.wire.descriptor, events: Int16(events), revents: 0),
            pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        var timeout = configuration.heartbeatSeconds * 500
        if let nextDeadline { timeout = min(timeout, milliseconds(until: nextDeadline)) }
        if let closeDeadline { timeout = min(timeout, milliseconds(until: closeDeadline), 100) }
        poll(&requests, 2, timeout)
    }

    private var isFlushed: Bool { publishers.values.allSatisfy(\.isIdle) }

    /// The last quarter of the time to close belongs to the goodbye.
    private func isLate(_ deadline: ContinuousClock.Instant) -> Bool {
        ContinuousClock.now >= deadline - configuration.closeTimeout / 4
    }
}
