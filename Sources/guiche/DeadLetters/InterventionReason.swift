import ArgumentParser
import Contracts

/// Why an operator does something; it is kept with what he does.
struct InterventionReason: ParsableArguments {
    @Option(help: "Why, 1 to 500 characters; it is recorded.") var reason: String

    /// - Throws: a sentence for a reason that is none.
    func text() throws -> ReasonText {
        guard let text = ReasonText(reason) else { throw CommandFailure("The reason has 1 to 500 characters.") }
        return text
    }
}
