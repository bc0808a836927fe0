import Contracts
import Identifiers

/// What every play has: the wire, what was heard, who waits for what, and the scorecard.
struct Stage {
    let wire: Wire
    let scenery: Scenery
    let prompter: Prompter
    /// How long a step may take.
    let patience: Duration
    /// How long nothing more must come before a scene says so: long against the broker's way there and back.
    static let quiet: Duration = .seconds(2)

    var scorecard: Scorecard
    var asked = AskedLines()
    private(set) var scrutiny: Scrutiny
    private(set) var log: [Hearing] = []
    /// While true, the broker answers publications with a nack.
    var isRefusing = false
    private var waiters: [Int: Waiter] = [:]
    private var lastWaiter = 0
    private var talks = 0
    private var announced = 0

    private struct Waiter {
        let matches: @Sendable (Hearing) -> Bool
        let found: AsyncStream<Hearing>.Continuation
    }

    init(
        _ wire: Wire, _ scenery: Scenery, door: Contracts.Stream, requirements: [Requirement], prompter: Prompter,
        patience: Duration
    ) {
        self.wire = wire
        self.scenery = scenery
        self.prompter = prompter
        self.patience = patience
        scorecard = Scorecard(requirements)
        scrutiny = Scrutiny(door, of: wire.topology, directory: scenery.directory)
    }

    /// A conversation of a session that nobody had before.
    mutating func newTalk(session: SessionID? = nil) -> Talk {
        talks += 1
        return Talk(
            scenery, session: session ?? SessionID(trusted: "conformance-\(UniqueID.fresh())"), number: talks,
            at: .now)
    }

    mutating func judge(_ letter: Letter, isQuery: Bool) -> Hearing {
        isQuery
            ? scrutiny.judge(query: letter, on: &scorecard) : scrutiny.judge(letter, at: .now, on: &scorecard)
    }

    /// Remembers it, and tells those who wait for it.
    mutating func add(_ heard: Hearing) {
        log.append(heard)
        for (id, waiter) in waiters where waiter.matches(heard) {
            waiter.found.yield(heard)
            waiter.found.finish()
            waiters[id] = nil
        }
    }

    /// Where a scene that waits for something new begins to look.
    var mark: Int { log.count }

    /// What matches: the first that has come since `mark`, or the next one.
    mutating func matching(
        since mark: Int, _ matches: @escaping @Sendable (Hearing) -> Bool
    ) -> (id: Int, stream: AsyncStream<Hearing>) {
        lastWaiter += 1
        let (stream, found) = AsyncStream.makeStream(of: Hearing.self, bufferingPolicy: .bufferingOldest(1))
        if let heard = log[mark...].first(where: matches) {
            found.yield(heard)
            found.finish()
        } else {
            waiters[lastWaiter] = Waiter(matches: matches, found: found)
        }
        return (lastWaiter, stream)
    }

    mutating func giveUp(_ waiter: Int) { waiters.removeValue(forKey: waiter)?.found.finish() }

    /// Tells the findings that nobody was told yet.
    mutating func announce() {
        for finding in scorecard.findings[announced...] { prompter.tell(finding) }
        announced = scorecard.findings.count
    }
}
