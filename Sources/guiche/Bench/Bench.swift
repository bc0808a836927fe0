import ArgumentParser
import Contracts
import Domain
import Foundation
import Identifiers
import Worker

/// Measures the customer-to-agent path of a running system by the public contract alone (proof page, "Speed").
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends customers' messages through a running system and prints throughput and latency as JSON.",
        discussion: """
            It logs in agents of the directory, opens as many conversations as they have room for, sends messages of \
            the customers, waits for every agent's and every customer's copy, and saves everything again. Latency is \
            from publishing to the agent's copy.
            """)
    /// Messages that are sent before the clock runs.
    static let warmUp = 500

    @OptionGroup var common: CommonOptions
    @Argument(help: "The broker; beats --amqp-url.") var url: String?
    @Argument(help: "How many messages.") var messages = 20_000
    @Argument(help: "Messages per second; 0 is as fast as it goes.") var rate = 0
    @Option(help: "At most so many conversations at once.") var sessions = 64
    @Option(help: "The company; the first that fits if left out.") var tenant: String?
    @Option(help: "The channel; the first without a bot that fits if left out.") var channel: String?

    func validate() throws {
        guard (1...10_000_000).contains(messages), (0...1_000_000).contains(rate), (1...10_000).contains(sessions)
        else {
            throw ValidationError("The number of messages, the rate or the number of sessions is out of reach.")
        }
    }

    func run() async throws {
        var common = common
        if let url { common.amqpURL = url }
        let settings = try common.settings()
        let scene = try DemoScene(
            try settings.loadDirectory(), tenant: try identifier(tenant), channel: try identifier(channel), agent: nil)
        let customers = Ledger()
        let agents = Ledger()
        let figures = try await PublicClient.run(
            settings, name: "bench-agent", bindings: ["agent.\(scene.tenant).#"], tap: agents.tap
        ) { [self] front in
            try await PublicClient.run(
                settings, name: "bench-customer", bindings: ["customer.\(scene.tenant).\(scene.channel.id).#"],
                tap: customers.tap
            ) { site in
                let floor = try await Floor.open(scene, site: site, front: front, atMost: sessions)
                let load = Load(floor: floor, site: site, customers: customers, agents: agents)
                _ = try await load.run(messages: Self.warmUp, rate: rate == 0 ? 1_000 : rate)
                let figures = try await load.run(messages: messages, rate: rate)
                try await floor.close()
                return figures
            }
        }
        Terminal.say(figures.json)
    }
}
