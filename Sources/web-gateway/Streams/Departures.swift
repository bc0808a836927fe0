import Synchronization

/// Customers' connections that have just ended. A tab that is reloaded, or another one that takes its place, is there
/// again within a moment, and his agent need not see an absence.
final class Departures: Sendable {
    /// How long a customer may be without a connection before he is away.
    static let grace: Duration = .seconds(3)
    /// The most who leave within one grace; of more it is told at once.
    static let limit = 100_000

    private struct Departure: Sendable {
        let number: Int
        let connection: CustomerConnection
        let due: ContinuousClock.Instant
    }

    private struct Pending {
        var last = 0
        var bySession: [CustomerSession: [Departure]] = [:]
    }

    private let pending = Mutex(Pending())
    private let departures: AsyncStream<Departure>
    private let notice: AsyncStream<Departure>.Continuation

    init() {
        (departures, notice) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.limit))
    }

    /// A connection has ended.
    func left(_ connection: CustomerConnection) {
        let departure = pending.withLock { pending in
            pending.last += 1
            let departure = Departure(number: pending.last, connection: connection, due: .now + Self.grace)
            pending.bySession[connection.session, default: []].append(departure)
            return departure
        }
        if case .enqueued = notice.yield(departure) { return }
        tell(departure)
    }

    /// A connection of the same session has been told of: what it had before ends now, and he was never away.
    func came(_ session: CustomerSession) {
        let ended = pending.withLock { $0.bySession.removeValue(forKey: session) } ?? []
        for departure in ended { departure.connection.closed() }
    }

    /// Tells of each when its time has come, and of all at the end. Ends when the task is cancelled.
    func run() async {
        for await departure in departures {
            // Cancelled while pausing: it is told at once.
            try? await ContinuousClock().sleep(until: departure.due)
            tell(departure)
        }
        let rest = pending.withLock { pending in
            defer { pending.bySession = [:] }
            return pending.bySession.values.flatMap { $0 }
        }
        for departure in rest { departure.connection.closed() }
    }

    /// Unless he came back meanwhile.
    private func tell(_ departure: Departure) {
        let isPending = pending.withLock { pending in
            let session = departure.connection.session
            guard var those = pending.bySession[session],
                let index = those.firstIndex(where: { $0.number == departure.number })
            else { return false }
            those.remove(at: index)
            pending.bySession[session] = those.isEmpty ? nil : those
            return true
        }
        if isPending { departure.connection.closed() }
    }
}
