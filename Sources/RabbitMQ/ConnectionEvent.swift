extension Connection {
    /// Something an operator wants to read in a log.
    public enum Event: Sendable {
        /// An attempt failed; the next one follows after the pause.
        case attemptFailed(RabbitMQError, attempt: Int, pause: Duration)
        /// The connection stands.
        case connected(Endpoint, attempt: Int)
        /// A standing connection broke.
        case lost(RabbitMQError)
        /// The broker has an alarm and takes no messages.
        case blocked(reason: String)
        /// The alarm is over.
        case unblocked
        /// The broker closed a channel because of an error.
        case channelClosed(RabbitMQError)
        /// The connection's thread was stuck in the library for three heartbeats; its socket was shut down.
        case watchdogFired
        /// The connection has ended.
        case closed
    }

    /// What can be done with the connection now.
    public enum State: Hashable, Sendable {
        /// There is no connection; an attempt is under way or follows.
        case disconnected
        /// Everything works.
        case connected
        /// Everything works except publishing: the broker has an alarm.
        case blocked
    }
}

extension Connection.Event: CustomStringConvertible {
    /// A whole sentence for people.
    public var description: String {
        switch self {
        case .attemptFailed(let error, let attempt, let pause):
            "Attempt \(attempt) to reach the broker failed, the next one follows in \(pause): \(error)"
        case .connected(let endpoint, _): "Connected to \(endpoint)."
        case .lost(let error): "The connection to the broker broke: \(error)"
        case .blocked(let reason): "The broker takes no messages: \(reason)."
        case .unblocked: "The broker takes messages again."
        case .channelClosed(let error): "The broker closed a channel: \(error)"
        case .watchdogFired: "The connection's thread was stuck; its socket was shut down."
        case .closed: "The connection has ended."
        }
    }
}
