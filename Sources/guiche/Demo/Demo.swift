import ArgumentParser
import Contracts
import Domain
import Foundation
import Identifiers
import Worker

/// Plays the flows of the manual against the running system, by the public contract alone, and prints them.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays every flow of the manual against a running system and prints the conversations.",
        discussion: """
            Each flow has a channel of its own in deploy/config/demo.yaml. With another directory the flows are played \
            whose channels it has; --channel names another channel for one flow. At the end all protocols are found by \
            search and verified; the exit code is 0 only if everything went as the manual says.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Only this flow: \(Flow.allCases.map(\.rawValue).joined(separator: ", ")).") var flow: Flow?
    @Option(help: "The company; the first that fits if left out.") var tenant: String?
    @Option(help: "The channel of the one flow.") var channel: String?
    @Option(help: "The agent; the first with room if left out.") var agent: String?

    func validate() throws {
        if channel != nil, flow == nil {
            throw ValidationError("--channel is the channel of one flow: say with --flow of which.")
        }
    }

    func run() async throws {
        let playbill = Playbill(
            settings: try common.settings(), directory: try common.settings().loadDirectory(),
            tenant: try identifier(tenant), channel: try identifier(channel), agent: try identifier(agent),
            demo: "demo" + UniqueID.fresh().replacing("-", with: ""))
        Terminal.say(Terminal.paint("Guichê", .bold) + ": os fluxos do manual, pelo contrato público")
        var played: [Played] = []
        var failures: [Flow] = []
        for flow in flow.map({ [$0] }) ?? Flow.allCases {
            do {
                if let one = try await playbill.play(flow, isWanted: self.flow != nil) { played.append(one) }
            } catch let failure as CommandFailure {
                Narrator.alarm(failure.sentence)
                failures.append(flow)
            }
        }
        try await playbill.harvest(played)
        guard failures.isEmpty else {
            let names = failures.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("Not every flow went as the manual says: \(names).")
        }
        guard let last = played.last else { throw CommandFailure("The directory has none of the flows' channels.") }
        Terminal.say("")
        Terminal.say("Veja de novo com: guiche protocols show \(last.number)")
    }
}
