import ArgumentParser
import Contracts
import Domain
import Foundation
import Identifiers
import Worker

/// A seeded load over the public contract against a running system: figures, ledger, page (proof page).
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lets customers, agents and bots talk through a running system, measures it and checks the ledger.",
        discussion: """
            Customers come, some start with a bot, pick a subject, wait, talk with an agent; agents accept, answer, \
            finish and save, and take the next. At a rate every time counts from the moment a line was due, so a \
            system that falls behind shows as latency. Without a rate as many lines as may be are on their way at \
            once: then the latency is the length of the line, and only the messages per second say something. At the \
            end everything is held against the ledger; exit code 1 if anything was lost, doubled, overtaken or left \
            over. Ctrl-C ends the load early and still reports.

            The agents' queue should be the load's alone. A larger directory for "guiche up" is written with \
            --write-directory.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "At most so many sessions at once; 64 or what the agents have room for if left out.")
    var sessions: Int?
    @Option(help: "So many agents; all that fit if left out.") var agents: Int?
    @Option(help: "So many bots; half of the sessions then start with one.") var bots = 0
    @Option(help: "Messages per second over all; 0 is as fast as it goes.") var rate = 0
    @Option(help: "Seconds; 10 if neither this nor --messages is given.") var duration: Int?
    @Option(help: "End after so many messages.") var messages: Int?
    @Option(help: "Lines of one session with an agent, on average.") var lines = 12
    @Option(help: "The same seed gives the same script; drawn and printed if left out.") var seed: UInt64?
    @Flag(help: "Open all sessions first; then only customers write, until the end: the customer-to-agent path alone.")
    var steady = false
    @Option(help: "The company; the first that fits if left out.") var tenant: String?
    @Option(help: "The channel without a bot; the first that fits if left out.") var channel: String?
    @Option(help: "The channel with a bot; the first that fit if left out.") var botChannel: String?
    @Option(help: "Write a page with plots.") var report: String?
    @Flag(help: "One line of JSON instead of a table.") var json = false
    @Option(help: "Write a directory file with --agents agents and --bots bots for \"guiche up\", and end.")
    var writeDirectory: String?

    func validate() throws {
        try Self.check(sessions, Limits.sessions, "--sessions")
        try Self.check(agents, Limits.agents, "--agents")
        try Self.check(bots, Limits.bots, "--bots")
        try Self.check(rate, Limits.rate, "--rate")
        try Self.check(duration, 1...Limits.longestRun, "--duration")
        try Self.check(messages, Limits.messages, "--messages")
        try Self.check(lines, Limits.lines, "--lines")
        if steady, bots > 0 { throw ValidationError("--steady is the path without bots: leave --bots out.") }
    }

    private static func check(_ number: Int?, _ range: ClosedRange<Int>, _ name: String) throws {
        guard let number, !range.contains(number) else { return }
        throw ValidationError("\(name) is from \(range.lowerBound) to \(range.upperBound).")
    }

    func run() async throws {
        if let writeDirectory { return try write(to: writeDirectory) }
        let settings = try common.settings()
        let scene = try BenchScene(
            try settings.loadDirectory(),
            BenchScene.Wish(
                tenant: try identifier(tenant), channel: try identifier(channel),
                botChannel: try identifier(botChannel), bots: bots, agents: agents))
        let seed = seed ?? UInt64(UInt32.random(in: .min ... .max))
        let result = try await Run(settings: settings, scene: scene, seed: seed, options: self).play()
        if json { Terminal.say(result.figures.json) } else { result.figures.show() }
        if let report { try result.writePage(to: report) }
        guard result.figures.isClean else {
            throw CommandFailure("The ledger is not clean (seed \(seed)): see the faults above.")
        }
    }

    private func write(to file: String) throws {
        let yaml = BenchDirectory.yaml(agents: agents ?? 20, bots: bots)
        guard FileManager.default.createFile(atPath: file, contents: Data(yaml.utf8)) else {
            throw CommandFailure("\(file) can't be written.")
        }
        Terminal.say("\(file) is written. Start the system with it, then the load:")
        Terminal.say("  guiche up --directory \(file)")
        Terminal.say("  guiche bench --directory \(file)\(bots > 0 ? " --bots \(bots)" : "")")
    }
}
