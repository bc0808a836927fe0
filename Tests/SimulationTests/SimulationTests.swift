import Foundation
import Testing

/// Machines, stores and a model broker under chance. A failing seed replays exactly:
/// `GUICHE_SIM_SEED=… deploy/simulate` prints its transcript.
struct SimulationTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// Two thousand seeds in every run of the tests; the first is another each time, and is printed.
    private static let seeds = environment["GUICHE_SIM_SEEDS"].flatMap(UInt64.init) ?? 2_000
    private static let first =
        environment["GUICHE_SIM_FIRST"].flatMap(UInt64.init) ?? UInt64(Date().timeIntervalSince1970)
    private static let only = environment["GUICHE_SIM_SEED"].flatMap(UInt64.init)
    /// How much of a transcript is shown.
    private static let shown = 400

    @Test func `nothing is lost, doubled or overtaken, and everything ends`() {
        if let only = Self.only { return Self.show(Simulation.run(seed: only, isTold: true)) }
        let began = ContinuousClock.now
        print("simulation: \(Self.seeds) seeds from \(Self.first)")
        for seed in Self.first..<Self.first + Self.seeds {
            let outcome = Simulation.run(seed: seed)
            guard outcome.complaints.isEmpty else {
                return Self.show(Simulation.run(seed: seed, isTold: true))
            }
        }
        print("simulation: \(Self.seeds) seeds in \(ContinuousClock.now - began), nothing found")
    }

    private static func show(_ outcome: Simulation.Outcome) {
        for line in outcome.transcript.suffix(shown) { print(line) }
        for complaint in outcome.complaints { print("FOUND: \(complaint)") }
        #expect(
            outcome.complaints.isEmpty,
            "seed \(outcome.seed): replay it with GUICHE_SIM_SEED=\(outcome.seed) deploy/simulate")
    }

    @Test func `the same seed is the same run`() {
        let one = Simulation.run(seed: 7, isTold: true)
        let two = Simulation.run(seed: 7, isTold: true)
        #expect(one.transcript == two.transcript)
        #expect(one.transcript.count > 100)
    }

    /// A simulation that cannot fail proves nothing.
    @Test(arguments: [
        World.Flaws.noInbox, .noEpochs, .forgetsOutbox, .acknowledgesEarly,
    ])
    func `a mistake in the machinery is found`(flaw: World.Flaws) {
        let found = (1...400 as ClosedRange<UInt64>).first { !Simulation.run(seed: $0, flaws: flaw).complaints.isEmpty }
        #expect(found != nil)
    }
}
