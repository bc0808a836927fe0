import ArgumentParser
import Contracts
import Domain
import Identifiers
import Worker

/// Plays one conversation against the running system, by the public contract alone, and prints it.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays a whole conversation against a running system and prints it, with its protocol and timings.")

    @OptionGroup var common: CommonOptions
    @Option(help: "The company; the first that fits if left out.") var tenant: String?
    @Option(help: "The channel; the first without a bot that fits if left out.") var channel: String?
    @Option(help: "The agent; the first with room if left out.") var agent: String?

    func run() async throws {
        let settings = try common.settings()
        let scene = try DemoScene(
            try settings.loadDirectory(), tenant: try identifier(tenant), channel: try identifier(channel),
            agent: try identifier(agent))
        let session = SessionID(trusted: "demo-\(UniqueID.fresh())")
        Terminal.say(
            Terminal.paint("Guichê", .bold) + ": um atendimento no canal \(scene.channel.name), de ponta a ponta")
        Terminal.say("")
        let agents = scene.agents.map { "agent.\(scene.tenant).\($0.id).#" }
        let customers = ["customer.\(scene.tenant).\(scene.channel.id).\(session).#"]
        let number = try await PublicClient.run(settings, name: "demo-agent", bindings: agents) { front in
            try await PublicClient.run(settings, name: "demo-customer", bindings: customers) { site in
                try await Self.play(scene, site, front, session)
            }
        }
        Terminal.say("Veja de novo com: guiche protocols show \(number)")
    }

    private static func play(
        _ scene: DemoScene, _ site: PublicClient, _ front: PublicClient, _ session: SessionID
    ) async throws -> String {
        let agent = try await DemoAgent.enter(scene, front)
        Terminal.say(
            Terminal.paint("     · \(agent.profile.name) entrou no canal \(scene.channel.name)", .dim))
        var play = Play(scene, customer: site, agent: agent, session: session)
        let number = try await play.run()
        try await agent.leave()
        return number
    }
}
