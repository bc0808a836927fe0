import ArgumentParser
import Contracts
import Foundation
import Worker

extension DeadLetters {
    /// Tries again: what lies in the queue goes back to where it came in, parked keys are tried by their owners.
    struct Redrive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tries again, in order: the queue's go where they came in, parked keys are tried where they are.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var why: InterventionReason
        @OptionGroup var patience: PatienceOption
        @Argument(help: "Ids as \"list\" shows them.") var ids: [String] = []
        @Flag(help: "Everything that \"list\" shows.") var all = false

        func validate() throws {
            guard all == ids.isEmpty else { throw ValidationError("Say which, or say --all, one of them.") }
        }

        func run() async throws {
            let reason = try why.text()
            let patience = patience.patience
            let failures = try await DeadLetterPlaces(common).open { [ids, all] desk in
                let choice = all ? desk.all : try desk.choice(ids)
                if choice.isEmpty { Terminal.say("There are no dead letters and no parked messages.") }
                try await desk.record(.redrive, try choice.touched(desk.stores), because: reason)
                return try await Redriver(desk: desk, patience: patience).redrive(choice)
            }
            if failures > 0 { throw CommandFailure("\(failures) could not be redriven; they are where they were.") }
        }
    }
}

extension DeadLetterDesk.Choice {
    /// Every message that is concerned, whole.
    func touched(_ stores: ParkedStores) throws -> [(LetterID, KeptMessage)] {
        letters.map { ($0.id, $0.kept) }
            + (try lines.flatMap { line in try stores.messages(of: line).map { (line.id, $0.kept) } })
    }
}

/// Carries out what was chosen, and says of each what became of it.
struct Redriver: Sendable {
    let desk: DeadLetterDesk
    let patience: Duration

    /// - Returns: how many are still where they were.
    func redrive(_ choice: DeadLetterDesk.Choice) async throws -> Int {
        var failures = 0
        var stuck: Set<QueuedLetter.Address> = []
        for letter in choice.letters {
            let problem = try await putBack(letter, behind: stuck)
            guard let problem else { continue }
            Terminal.say("\(letter.id): \(problem)")
            if let address = letter.address { stuck.insert(address) }
            failures += 1
        }
        for line in choice.lines { try await desk.order(.redrive, of: line) }
        let watch = ParkedWatch(stores: desk.stores, patience: patience)
        for line in choice.lines {
            let isDone = try await watch.tell(line, ParkedOutcome(before: line.parked.first))
            if !isDone { failures += 1 }
        }
        return failures
    }

    /// - Parameter stuck: where something stays already; what comes after it there must not overtake it.
    /// - Returns: why it stays, as a sentence; nil if it went.
    private func putBack(_ letter: QueuedLetter, behind stuck: Set<QueuedLetter.Address>) async throws -> String? {
        guard let publication = letter.republication, let address = letter.address else {
            return "Nothing says where it came in; it can only be discarded."
        }
        guard !stuck.contains(address) else { return "It stays behind the one before it with the same key." }
        do {
            try await desk.publish(publication, what: "It")
        } catch let failure as CommandFailure {
            return failure.sentence
        }
        desk.queue.remove(letter)
        let exchange = address.exchange.isEmpty ? "the default exchange" : address.exchange
        Terminal.say("\(letter.id): sent to \(exchange) again, with the key \(address.routingKey).")
        return nil
    }
}
