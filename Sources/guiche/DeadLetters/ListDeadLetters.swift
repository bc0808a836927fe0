import ArgumentParser
import Foundation

extension DeadLetters {
    /// Shows what there is; changes nothing.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists dead letters and parked keys, the queue's first, in order.")

        @OptionGroup var common: CommonOptions
        @Flag(help: "One JSON array instead of a table.") var json = false

        func run() async throws {
            let (entries, more) = try await DeadLetterPlaces(common).open { desk in
                (desk.letters.map { DeadLetterEntry($0) } + desk.lines.map { DeadLetterEntry($0) }, desk.more)
            }
            if more > 0 {
                Terminal.note("\(more) more lie in the queue; the first \(LetterQueue.limit) are shown.")
            }
            if json { return try Terminal.say(json: entries) }
            guard !entries.isEmpty else { return Terminal.say("There are no dead letters and no parked messages.") }
            Terminal.table(DeadLetterEntry.heading, entries.map(\.cells))
        }
    }
}
