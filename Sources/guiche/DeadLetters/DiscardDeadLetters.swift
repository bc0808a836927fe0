import ArgumentParser
import Contracts
import Foundation
import Storage
import Worker

extension DeadLetters {
    /// Throws away; the whole messages stay in the log.
    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Throws away: of a parked key its first message, after which the rest is tried.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var why: InterventionReason
        @OptionGroup var patience: PatienceOption
        @Argument(help: "Ids as \"list\" shows them.") var ids: [String]
        @Flag(help: "Of a parked key everything, not only its first message.") var whole = false

        func run() async throws {
            let reason = try why.text()
            let patience = patience.patience
            let failures = try await DeadLetterPlaces(common).open { [ids, whole] desk in
                let choice = try desk.choice(ids)
                let touched =
                    whole
                    ? try choice.touched(desk.stores)
                    : choice.letters.map { ($0.id, $0.kept) } + choice.lines.map { ($0.id, $0.parked.first.kept) }
                try await desk.record(.discard, touched, because: reason)
                return try await Discarder(desk: desk, isWhole: whole, patience: patience).discard(choice)
            }
            if failures > 0 {
                throw CommandFailure("\(failures) keys are still parked; \"guiche dead-letters list\" shows why.")
            }
        }
    }
}

/// Carries out what was chosen, and says of each what became of it.
struct Discarder: Sendable {
    let desk: DeadLetterDesk
    let isWhole: Bool
    let patience: Duration

    /// - Returns: how many keys are still parked.
    func discard(_ choice: DeadLetterDesk.Choice) async throws -> Int {
        for letter in choice.letters {
            desk.queue.remove(letter)
            Terminal.say("\(letter.id): discarded.")
        }
        for line in choice.lines {
            let first = line.parked.first
            try await desk.order(.discard(first: first.number, since: first.since, last: last(of: line)), of: line)
        }
        var failures = 0
        let watch = ParkedWatch(stores: desk.stores, patience: patience)
        for line in choice.lines {
            let outcome = ParkedOutcome(before: line.parked.first, discarded: last(of: line))
            let isDone = try await watch.tell(line, outcome)
            if !isDone { failures += 1 }
        }
        return failures
    }

    private func last(of line: ParkedLine) -> Int64 { isWhole ? line.parked.last : line.parked.first.number }
}
