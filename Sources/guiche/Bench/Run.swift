import Contracts
import Domain
import Foundation
import Identifiers
import RabbitMQ
import Worker

/// One run from the connections to the result.
struct Run: Sendable {
    let settings: Settings
    let scene: BenchScene
    let seed: UInt64
    let options: Bench
    /// In front of every id of this run.
    let name = String(UniqueID.fresh().suffix(12))

    /// What a run leaves.
    struct Result: Sendable {
        let figures: Figures
        let floor: Floor
    }

    /// Where nothing is said about it.
    static let defaultSessions = 64
    static let defaultDuration = 10

    func play() async throws -> Result {
        let setting = setting
        let load = Load(Floor(setting, agents: scene.agents, from: .now))
        let customers = setting.channels.map { "customer.\(setting.tenant).\($0).#" }
        let bots = setting.bots.map { settings.topology.botQueue(tenant: setting.tenant, bot: $0.bot) }
        return try await PublicClient.run(
            settings, name: "bench-agents", bindings: ["agent.\(setting.tenant).#"], tap: load.tap(.agent)
        ) { agents in
            try await PublicClient.run(settings, name: "bench-bots", sources: bots, tap: load.tap(.bot)) { platform in
                try await PublicClient.run(
                    settings, name: "bench-customers", bindings: customers, tap: load.tap(.customer)
                ) { site in
                    try await refuseOtherPlatforms(bots, platform)
                    return try await play(load, [.customer: site, .agent: agents, .bot: platform])
                }
            }
        }
    }

    private func play(_ load: Load, _ clients: [Voice: PublicClient]) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (voice, client) in clients {
                let sender = Sender(client, as: voice, setting)
                load.use(sender, for: voice)
                group.addTask { await settle(sender, load) }
            }
            group.addTask { await Progress(load).run() }
            defer { group.cancelAll() }
            return try await conduct(load, clients)
        }
    }

    private func settle(_ sender: Sender, _ load: Load) async {
        do {
            try await sender.settle(load)
        } catch {
            load.fail(error)
        }
    }

    private func conduct(_ load: Load, _ clients: [Voice: PublicClient]) async throws -> Result {
        let conductor = Conductor(load, plan)
        try await conductor.meet()
        try open(load)
        try await conductor.logIn()
        guard let site = clients[.customer] else { throw CommandFailure("There is no client for the customers.") }
        try await watchWitnessed(site, load.look { $0.setting })
        let ending = try await Interrupt.watch {
            load.interrupt()
        } _: {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await conductor.keepLeases() }
                defer { group.cancelAll() }
                return try await conductor.run()
            }
        }
        try await check(load, site, ending)
        return load.look { Result(figures: Figures($0, options.rate, $0.workplaces.count, ending), floor: $0) }
    }

    /// Where nothing moves any more the book is not asked either: what is unfinished says enough.
    private func check(_ load: Load, _ site: PublicClient, _ ending: Load.Ending) async throws {
        load.change { $0.noteUnfinished() }
        guard ending != .stalled else { return }
        let check = BookCheck(load: load, client: site)
        await check.readBooks()
        try await check.lookIntoQueues()
    }
}

// What a run is made of.
extension Run {
    private var setting: Setting {
        let sessions = options.sessions ?? Self.defaultSessions
        return Setting(
            run: name, tenant: scene.tenant, channel: scene.channel,
            subject: scene.subject, queue: scene.queue.id, bots: scene.bots, script: script(sessions),
            sessions: sessions)
    }

    private func script(_ sessions: Int) -> Script {
        Script(
            seed: seed, bots: scene.bots.count, meanLines: options.steady ? nil : options.lines, sessions: sessions,
            rate: options.rate)
    }

    private var plan: Conductor.Plan {
        let seconds = options.duration ?? (options.messages == nil ? Self.defaultDuration : Limits.longestRun)
        return Conductor.Plan(
            rate: options.rate, messages: options.messages, duration: .seconds(seconds), isSteady: options.steady)
    }

    /// As many sessions as were asked for, if the agents and the queue have room for them.
    private func open(_ load: Load) throws {
        let room = load.look { $0.freeSlots }
        let most = options.steady ? room : room + scene.queue.maxWaiting
        let wanted = options.sessions ?? min(Self.defaultSessions, most)
        guard wanted <= most else {
            let waiting = options.steady ? "" : ", and \(scene.queue.maxWaiting) may wait"
            throw CommandFailure(
                "The agents have room for \(room) conversations\(waiting): \(wanted) sessions are too many. "
                    + BenchScene.remedy)
        }
        load.change { $0.open(sessions: wanted, script(wanted)) }
    }

    /// Every event of these conversations goes to the customers' client, so that a gap in `seq` is seen.
    private func watchWitnessed(_ site: PublicClient, _ setting: Setting) async throws {
        for number in Setting.witnessed {
            let place = setting.place(number, setting.script.part(number))
            try await site.bind("conversation.\(setting.tenant).\(place.conversation).#")
        }
    }

    /// Two platforms on one queue would each get half of the turns.
    private func refuseOtherPlatforms(_ queues: [String], _ client: PublicClient) async throws {
        for queue in queues where try await client.look(at: queue).consumerCount > 1 {
            throw CommandFailure(
                "Somebody else consumes \(queue): stop that bot platform for the time of the load, or name another "
                    + "channel with --bot-channel.")
        }
    }
}
