import Domain
import Identifiers

/// One seed: people and faults for a while, then everybody goes home, and everything has to come to its end.
struct Simulation {
    private var world: World
    private var people = People()

    /// How long people and faults go on, in steps.
    static let busySteps = 900
    /// The end comes much sooner; a run that needs more is stuck.
    static let lastSteps = 3_000

    static func run(seed: UInt64, flaws: World.Flaws = [], isTold: Bool = false) -> Outcome {
        var simulation = Simulation(world: World(seed: seed, flaws: flaws, isTold: isTold))
        simulation.busy()
        simulation.goHome()
        return Outcome(
            seed: seed, complaints: simulation.world.ledger.atTheEnd(simulation.world),
            transcript: simulation.world.transcript ?? [])
    }

    struct Outcome {
        let seed: UInt64
        let complaints: [String]
        let transcript: [String]
    }

    private init(world: World) { self.world = world }

    private mutating func busy() {
        let faults = world.random.below(4)
        for _ in 0..<Self.busySteps {
            if world.random.happens(25) { people.act(in: &world) }
            for _ in 0..<4 { world.step() }
            if faults > 0, world.random.below(1_000) < faults * 8 { world.fault() }
            world.wakeOne()
            world.now = world.now + .milliseconds(world.random.below(world.random.happens(5) ? 8_000 : 250))
        }
    }

    /// Nobody does anything any more: leases run out, silence ends what is open, and the programs are well.
    private mutating func goHome() {
        world.heal()
        for _ in 0..<Self.lastSteps {
            if !world.isQuiet {
                world.workOff()
                world.now = world.now + .milliseconds(10)
            } else if let next = world.nextTimer {
                world.now = max(world.now, next)
                world.workOff()
            } else {
                return
            }
        }
    }
}
