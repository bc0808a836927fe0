import ArgumentParser
import Contracts

/// Why a conversation went where it went (rule 24), in plain words.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells for each routing decision of a protocol what was checked and who could have got it.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @Argument(help: "The protocol's number.") var number: String

    func run() async throws {
        let settings = try common.settings()
        let id = try tenant.chosen(settings)
        let reading = try await PublicClient.run(settings, name: "explain") { [number] client in
            try await Reading.of(number, id, client)
        }
        guard !reading.document.decisions.isEmpty else {
            return Terminal.say("Protocol \(number): nothing was decided about it yet.")
        }
        for decision in reading.document.decisions { show(decision) }
    }

    private func show(_ decision: Answer.Decision) {
        Terminal.say(Terminal.paint("\(decision.at.rfc3339)  \(decision.decision)", .bold))
        for check in decision.checks {
            Terminal.say("  checked \(check.check): \(check.result)\(check.detail.map { " (\($0))" } ?? "")")
        }
        for candidate in decision.candidates ?? [] {
            let mark = candidate.chosen ? Terminal.paint("chosen", .green) : "not chosen"
            Terminal.say("  agent \(candidate.agentId): \(mark), \(candidate.reason)")
        }
        let shown = decision.candidates?.count ?? 0
        if let count = decision.candidateCount, count > shown { Terminal.say("  and \(count - shown) more agents") }
    }
}
