import Identifiers

/// One seed: people and faults for a while, then everybody goes home, and everything has to come to its end.
struct Simulation {
    /// How many acts of people one run has, at least and at most.
    private static let acts = 90...260
    /// A house that has not come to its end after so many clocks never will.
    private static let lastClocks = 4_000

    private let world: World

    struct Outcome {
        let seed: UInt64
        let complaints: [String]
        let transcript: [String]
        /// What was published, as a fingerprint of the run.
        let events: Int
        let steps: Int
    }

    static func run(seed: UInt64, flaws: Flaws = [], isTold: Bool = false) -> Outcome {
        let world = World(seed: seed, flaws: flaws, isTold: isTold)
        let simulation = Simulation(world: world)
        let acts = simulation.busy()
        if world.ledger.complaints.isEmpty { simulation.goHome() }
        let events = world.conversations.values.reduce(0) { $0 + $1.progress.seq }
        return Outcome(
            seed: seed, complaints: world.ledger.complaints, transcript: world.transcript.lines, events: events,
            steps: acts)
    }

    /// Until the first complaint: what comes after it explains nothing.
    private func busy() -> Int {
        let acts = Self.acts.lowerBound + world.chance.below(Self.acts.count)
        let faultiness = world.chance.below(3) * 4
        world.comeIn()
        for act in 0..<acts {
            Act.choose(with: &world.chance).play(world)
            for _ in 0..<world.chance.below(100) { world.step() }
            if world.chance.happens(70) { _ = world.bot.read(from: &world.broker, ledger: &world.ledger) }
            if world.chance.below(100) < faultiness { world.fault() }
            world.pass(time(), isIdle: world.chance.happens(4))
            if world.chance.happens(6) { beQuiet() }
            guard world.ledger.complaints.isEmpty else { return act }
        }
        return acts
    }

    private func time() -> Duration {
        switch world.chance.below(100) {
        case 0..<60: .milliseconds(world.chance.below(300))
        case 60..<90: .milliseconds(world.chance.below(4_000))
        case 90..<98: .milliseconds(world.chance.below(20_000))
        default: .milliseconds(world.chance.below(70_000))
        }
    }

    /// Everything that is under way is worked off, and then the parts have to agree.
    private func beQuiet() {
        world.tell("everybody", "works until all is quiet")
        world.settle()
        guard world.ledger.complaints.isEmpty else { return }
        for complaint in Agreement.check(world) { world.ledger.complain(complaint) }
    }

    /// Nobody does anything any more: leases run out, silence ends what is open, and the programs are well.
    private func goHome() {
        world.tell("everybody", "goes home")
        beQuiet()
        for _ in 0..<Self.lastClocks {
            guard world.ledger.complaints.isEmpty else { return }
            let due = world.alarms.filter { !Closing.isHarmless($0.name) }.map(\.due).min()
            guard let due else {
                for complaint in Closing.check(world) { world.ledger.complain(complaint) }
                return
            }
            world.now = max(world.now, due)
            beQuiet()
        }
        world.ledger.complain("the clocks never ran down")
    }
}
