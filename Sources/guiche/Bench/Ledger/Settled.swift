import Identifiers

/// What is remembered of a conversation that came to its end, to hold its transcript against.
struct Settled: Equatable, Sendable {
    let visit: Int
    let session: SessionID
    let protocolNumber: String?
    let outcome: String
    /// The last line the customer was shown.
    let lines: Int
    /// How many lines each voice said, and those of them that had to be sent again.
    let said: [Voice: Int]
    let excused: [Voice: Set<Int>]
}

extension Settled {
    init(_ visit: Visit) {
        self.visit = visit.place.number
        session = visit.place.session
        protocolNumber = visit.protocolNumber
        outcome = visit.outcome ?? "unfinished"
        lines = visit.customerView.line ?? 0
        said = [.customer: visit.customer.count, .agent: visit.agent.count, .bot: visit.bot.count]
        excused = [
            .customer: visit.customer.excused, .agent: visit.agent.excused, .bot: visit.bot.excused,
        ]
    }
}

/// A fair choice of the conversations that ended, of bounded size: every one has the same chance (Vitter, "Random
/// Sampling with a Reservoir", 1985, algorithm R).
struct Sample: Sendable {
    private(set) var chosen: [Settled] = []
    private var seen = 0
    private var chance: SeededRandom

    init(seed: UInt64) { chance = SeededRandom(seed: seed, row: -1) }

    mutating func offer(_ settled: Settled) {
        seen += 1
        guard chosen.count >= Limits.booksRead else { return chosen.append(settled) }
        let place = chance.below(seen)
        if place < Limits.booksRead { chosen[place] = settled }
    }
}
