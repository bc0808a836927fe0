import ArgumentParser

/// Shows that nothing of a transcript is missing, doubled or changed (rule 23).
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recomputes the hash chain of a protocol and names every line that is wrong.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var tenant: TenantOption
    @Argument(help: "The protocol's number.") var number: String

    func run() async throws {
        let settings = try common.settings()
        let id = try tenant.chosen(settings)
        let reading = try await PublicClient.run(settings, name: "verify") { [number] client in
            try await Reading.of(number, id, client)
        }
        let check = ChainCheck(reading.lines)
        for fault in check.faults { Terminal.say(Terminal.paint("\(fault)", .red)) }
        guard check.faults.isEmpty else {
            throw CommandFailure("Protocol \(number) does not verify: \(check.faults.count) faults.")
        }
        guard let last = reading.lines.last else { throw CommandFailure("Protocol \(number) has no lines.") }
        let erased = check.erased == 0 ? "" : ", \(check.erased) of them erased"
        Terminal.say("Protocol \(number) verifies: \(reading.lines.count) lines\(erased), last hash \(last.hash)")
    }
}
