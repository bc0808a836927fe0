import ArgumentParser
import Contracts
import Domain
import Identifiers
import Storage

/// Runs what the router was given through the rules again (rule 24). Reads its store; changes nothing.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs recorded inputs through the rules again: byte-identical decisions, or the first difference.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @Argument(help: "A protocol's number; without it, everything that is recorded.") var number: String?

    func run() async throws {
        let settings = try common.settings()
        guard let location = settings.store else {
            throw CommandFailure("GUICHE_STORE is missing: set it to sqlite:/path/to/folder.")
        }
        let tenant = try number.map { _ in try self.tenant.chosen(settings) }
        let journal = try JournalReader(try StoreLocation(location), program: "router")
        var total = Replayer.Outcome()
        var subjects = 0
        var directories: [Int64: Domain.Directory] = [:]
        for subject in try journal.subjects() {
            let entries = try journal.entries(of: subject)
            if let number, let tenant, try !Self.isOf(number, tenant, entries) { continue }
            let replayer = Replayer(subject: subject) { number, id in
                let directory = try directories[number] ?? Self.directory(number, journal)
                directories[number] = directory
                guard let tenant = directory.tenants[id] else {
                    throw CommandFailure("The recorded directory has no tenant \(id).")
                }
                return tenant
            }
            let outcome = try replayer.run(entries)
            if let difference = outcome.difference { throw CommandFailure("The first difference: \(difference)") }
            subjects += 1
            total.inputs += outcome.inputs
            total.decisions += outcome.decisions
            total.skipped += outcome.skipped
        }
        try report(total, subjects)
    }

    private func report(_ total: Replayer.Outcome, _ subjects: Int) throws {
        if let number, subjects == 0 {
            throw CommandFailure("Nothing is recorded of the protocol \(number): it ended too long ago, or is unknown.")
        }
        let skipped = total.skipped > 0 ? "; \(total.skipped) inputs are older than any state that is known" : ""
        Terminal.say(
            "\(total.inputs) inputs of \(subjects) conversations and desks replayed: "
                + "\(total.decisions) decisions, all byte-identical\(skipped).")
    }

    /// Whether these are the inputs of a conversation with this number.
    private static func isOf(_ number: String, _ tenant: TenantID, _ entries: [Journal.Entry]) throws -> Bool {
        guard let first = entries.first, first.kind == RuleInput.Kind.opened.rawValue,
            case .opened(let identity, _) = try RuleInput(kind: first.kind, body: first.input)
        else { return false }
        return identity.protocolNumber == number && identity.tenant == tenant
    }

    private static func directory(_ number: Int64, _ journal: JournalReader) throws -> Domain.Directory {
        guard let text = try journal.directory(number) else {
            throw CommandFailure("The directory number \(number) is not in the journal.")
        }
        return try DirectoryLoader.load(yaml: text, path: "the recorded directory \(number)")
    }
}
