import Foundation
import Testing

/// The whole system under chance, in simulated time. A failing seed replays exactly.
///
/// | environment       | means                                                              |
/// |-------------------|--------------------------------------------------------------------|
/// | `GUICHE_SIM_SEED`  | run this one seed, and print its transcript                        |
/// | `GUICHE_SIM_SEEDS` | how many seeds; 2,000 without                                      |
/// | `GUICHE_SIM_FIRST` | the first of them; another one each time without, which is printed |
/// | `GUICHE_SIM_LINES` | how much of a transcript is printed; 400 lines without             |
struct SimulationTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment["GUICHE_SIM_" + name].flatMap(UInt64.init)
    }

    @Test func `nothing is lost, doubled or overtaken, and everything ends`() {
        if let only = Self.number("SEED") { return Self.show(Simulation.run(seed: only, isTold: true)) }
        let seeds = Self.number("SEEDS") ?? 2_000
        let first = Self.number("FIRST") ?? UInt64(Date().timeIntervalSince1970)
        let began = ContinuousClock.now
        var found: [(UInt64, String)] = []
        var events = 0
        print("simulation: \(seeds) seeds from \(first)")
        for seed in first..<first + seeds {
            let outcome = Simulation.run(seed: seed)
            events += outcome.events
            if let complaint = outcome.complaints.first { found.append((seed, complaint)) }
        }
        let time = ContinuousClock.now - began
        print("simulation: \(seeds) seeds, \(events) events in \(time); \(found.count) seeds complain")
        for (seed, complaint) in found.prefix(100) { print("seed \(seed): \(complaint)") }
        if let (seed, _) = found.first { Self.show(Simulation.run(seed: seed, isTold: true)) }
    }

    private static func show(_ outcome: Simulation.Outcome) {
        for line in outcome.transcript.suffix(Int(number("LINES") ?? 400)) { print(line) }
        for complaint in outcome.complaints { print("FOUND: \(complaint)") }
        let hint = "seed \(outcome.seed): replay it with GUICHE_SIM_SEED=\(outcome.seed) deploy/simulate"
        #expect(outcome.complaints.isEmpty, "\(hint)")
    }

    @Test(arguments: [7, 8, 9] as [UInt64])
    func `the same seed is the same run`(seed: UInt64) {
        let one = Simulation.run(seed: seed, isTold: true)
        let two = Simulation.run(seed: seed, isTold: true)
        #expect(one.transcript == two.transcript)
        #expect(one.transcript.count > 300)
    }
}
