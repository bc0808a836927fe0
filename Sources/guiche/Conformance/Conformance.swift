import ArgumentParser
import Contracts
import Worker

/// Another team's program, held against the contract from outside.
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays Guichê for your gateway, bot platform or agent front end and says what it does wrong.",
        discussion: """
            Needs a broker and nothing else of Guichê. Point your program at that broker and at the same prefix, start \
            the runner, and do what it asks for. It checks every message it gets, delivers twice, late, large and \
            unknown things as the contract allows, refuses and rejects, and lists what held and what did not. Ends \
            with 0 only when everything required was seen and nothing was wrong.
            """,
        subcommands: [GatewayConformance.self, BotConformance.self, AgentConformance.self])
}

struct BotConformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bot", abstract: "For a bot platform: plays customers by itself.")
    /// Rule 13: how long a bot may take to answer.
    static let patience = 20

    @OptionGroup var options: ConformanceOptions
    @Option(help: "The bot.") var bot = "menu"
    @Option(help: "What a customer writes so that your bot hands over.")
    var askForHuman = "Quero falar com um atendente"

    func run() async throws {
        try await ConformanceRun(options, try options.scenery(bot: bot), patience: Self.patience)
            .play(.bots, Requirement.bot) { [askForHuman] in BotPart($0, plea: askForHuman) }
    }
}

struct GatewayConformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway", abstract: "For a website gateway: asks you to do what a visitor does.")
    static let patience = 60

    @OptionGroup var options: ConformanceOptions

    func run() async throws {
        try await ConformanceRun(options, try options.scenery(), patience: Self.patience)
            .play(.webchat, Requirement.gateway) { GatewayPart($0) }
    }
}

struct AgentConformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "For an agent front end: asks you to do what an agent does.")
    static let patience = 60

    @OptionGroup var options: ConformanceOptions
    @Option(help: "The agent who is logged in to your program.") var agent = "ana"

    func run() async throws {
        try await ConformanceRun(options, try options.scenery(agent: agent), patience: Self.patience)
            .play(.agents, Requirement.agent) { AgentPart($0) }
    }
}
