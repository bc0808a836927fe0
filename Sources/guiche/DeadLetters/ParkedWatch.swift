import Storage

/// Waits, over the stores, for what the owner of a parked key makes of an order.
struct ParkedWatch: Sendable {
    /// Longer than it takes the owner to end, be started again, and be sure that this message ends it; in seconds.
    static let usualPatience = 60
    /// Between two looks at the store.
    static let pause: Duration = .milliseconds(100)

    let stores: ParkedStores
    let patience: Duration

    /// Says what became of the line.
    ///
    /// - Returns: false if something of it is still parked.
    func tell(_ line: ParkedLine, _ outcome: ParkedOutcome) async throws -> Bool {
        let deadline = ContinuousClock.now + patience
        var state = ParkedOutcome.State.waiting
        while state == .waiting, ContinuousClock.now < deadline {
            state = outcome.state(first: try stores.messages(of: line, limit: 1).first)
            if state == .waiting { try await ContinuousClock().sleep(for: Self.pause) }
        }
        Terminal.say("\(line.id): \(sentence(state, line, outcome))")
        return state == .done
    }

    private func sentence(_ state: ParkedOutcome.State, _ line: ParkedLine, _ outcome: ParkedOutcome) -> String {
        switch state {
        case .done: "nothing of it is parked any more."
        case .failed(let row):
            "\(row.number == outcome.before.number ? "It" : "Message \(row.number)") failed again: \(row.reason)"
        case .waiting:
            "its owner has the order and did not carry it out within \(patience.components.seconds) s. "
                + "Does \(line.program) run? See \"guiche status\"."
        }
    }
}
