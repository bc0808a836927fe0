import Testing

/// A simulation that cannot fail proves nothing: each mistake in the machinery has to be found soon.
struct FlawTests {
    /// Seeds that may be needed for it.
    private static let patience: UInt64 = 300

    @Test(arguments: [
        ("the inbox is not asked", Flaws.noInbox),
        ("a frozen replica commits", .noEpochs),
        ("a crash loses the outbox", .forgetsOutbox),
        ("deliveries are acknowledged early", .acknowledgesEarly),
        ("a claimed timer is lost", .forgetsTimers),
        ("a repeated command is new", .noCommandLog),
        ("what is unsent is sent backwards", .resendsBackwards),
    ])
    func `a mistake in the machinery is found`(name: String, flaw: Flaws) {
        for seed in 1...Self.patience {
            let complaints = Simulation.run(seed: seed, flaws: flaw).complaints
            guard let complaint = complaints.first, Simulation.run(seed: seed).complaints.isEmpty else { continue }
            return print("\(name): found with seed \(seed): \(complaint)")
        }
        Issue.record("\(name): not found within \(Self.patience) seeds")
    }
}
