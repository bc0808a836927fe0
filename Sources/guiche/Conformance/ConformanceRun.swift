import ArgumentParser
import Contracts
import Worker

/// One run: connects, makes the other side's exchanges and queues, plays, reports.
struct ConformanceRun: Sendable {
    private let settings: Settings
    private let scenery: Scenery
    private let prompter: Prompter
    private let patience: Duration

    init(_ options: ConformanceOptions, _ scenery: Scenery, patience: Int) throws {
        settings = try options.common.settings()
        self.scenery = scenery
        prompter = Prompter(isJSON: options.json)
        self.patience = .seconds(options.patience ?? patience)
    }

    /// Plays and prints the report.
    ///
    /// - Throws: a sentence when it can't be played at all; the exit code 1 when the program does not conform.
    func play<P: Counterpart>(
        _ door: Contracts.Stream, _ requirements: [Requirement], _ make: @escaping @Sendable (Stage) -> P
    ) async throws {
        let scorecard = try await Broker.connect(settings, name: "guiche conformance") { connection in
            let wire = Wire(connection, settings.topology)
            try await wire.declare()
            let stage = Stage(
                wire, scenery, door: door, requirements: requirements, prompter: prompter, patience: patience)
            return try await perform(make(stage), on: wire)
        }
        try prompter.report(scorecard)
        guard scorecard.isGood else { throw ExitCode.failure }
    }

    /// The scenes and the ear side by side; the scenes' end is the end.
    private func perform(_ play: some Counterpart, on wire: Wire) async throws -> Scorecard {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await wire.listen { letter, isQuery in try await play.hear(letter, isQuery: isQuery) }
                return false
            }
            group.addTask {
                try await play.perform()
                return true
            }
            defer { group.cancelAll() }
            guard try await group.next() == true else {
                throw CommandFailure("The connection to the broker was closed.")
            }
            return await play.stage.scorecard
        }
    }
}
