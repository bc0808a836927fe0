import Domain
import Identifiers
import Synchronization
import Worker

/// A limit on how often one sender may do something: so many a minute in the long run, as many at once.
final class RateLimit: Sendable {
    /// Sessions started from one address.
    static var starts: RateLimit { RateLimit(perMinute: 60) }
    /// Passwords tried from one address. There is none for each name: it would let anybody lock somebody out.
    static var logins: RateLimit { RateLimit(perMinute: 20) }
    /// What one session, agent or supervisor says.
    static var commands: RateLimit { RateLimit(perMinute: 300) }
    /// What one agent, supervisor or address asks.
    static var questions: RateLimit { RateLimit(perMinute: 600) }
    /// Streams opened for one session, agent or supervisor.
    static var streams: RateLimit { RateLimit(perMinute: 120) }

    private let pace: Pace
    private let allowances = Mutex(Allowances<String>())

    init(perMinute: Int) { pace = Pace(perSecond: perMinute, burst: perMinute) }

    /// - Throws: ``Refusal``, with when to try again, if the sender's allowance is used up.
    func take(from sender: String) throws(Refusal) {
        // Allowances count by the second; a clock that goes sixty times slower makes it minutes.
        let now = Instant(milliseconds: WallClock.now().milliseconds / 60)
        let isTaken = allowances.withLock { $0.take(from: sender, at: now, pace: pace) }
        guard isTaken else { throw .tooFast(retryAfter: max(1, 60 / pace.perSecond)) }
    }
}
