import ArgumentParser
import Contracts
import Domain
import Identifiers
import Worker

/// What all three runners can be told.
struct ConformanceOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @Option(help: "The company your program is configured with.") var tenant = "acme"
    @Option(help: "The channel.") var channel = "site"
    @Option(help: "The seconds that one step may take; 20 for a bot, 60 for people, if left out.") var patience: Int?
    @Flag(help: "JSON lines for a test driver: each step, at the end the report.") var json = false

    func validate() throws {
        guard patience.map({ (1...3_600).contains($0) }) ?? true else {
            throw ValidationError("--patience is 1 to 3,600 seconds.")
        }
    }

    /// The installation to pretend.
    ///
    /// - Throws: a sentence naming the id that is none.
    func scenery(bot: String = "menu", agent: String = "ana") throws -> Scenery {
        Scenery(
            tenant: try id(tenant, "--tenant"), channel: try id(channel, "--channel"), bot: try id(bot, "--bot"),
            agent: try id(agent, "--agent"))
    }

    private func id<Kind>(_ text: String, _ flag: String) throws -> Identifier<Kind> {
        guard let id = Identifier<Kind>(text) else {
            throw ValidationError("\(flag) is 1 to 64 characters of A-Z a-z 0-9 _ -, not \"\(text)\".")
        }
        return id
    }
}
