import Contracts
import Domain
import Identifiers
import Storage
import Worker

/// Writes down what the rules were given, for `guiche replay`.
final class InputJournal {
    private let directory: DirectorySource
    /// The directory's edition that was numbered last, and its number in the store.
    private var numbered: (edition: Int, number: Int64)?

    init(directory: DirectorySource) { self.directory = directory }

    /// The number may be of a transaction that was undone.
    func forget() { numbered = nil }

    func note(
        _ input: RuleInput, of subject: String, at moment: Instant, decided: [UInt8]?, in transaction: Transaction
    ) throws {
        let (kind, body) = try input.encoded()
        try transaction.note(
            body, kind.rawValue, of: subject, at: moment, directory: try number(in: transaction), decided: decided)
    }

    private func number(in transaction: Transaction) throws -> Int64 {
        let edition = directory.edition
        if let numbered, numbered.edition == edition.number { return numbered.number }
        let digest = UniqueID.derived(from: "directory", edition.text)
        let number = try transaction.journalNumber(of: edition.text, digest: digest)
        numbered = (edition.number, number)
        return number
    }
}
