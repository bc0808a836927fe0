import ArgumentParser
import Contracts
import Dispatch
import Domain
import Foundation
import Glibc
import RabbitMQ
import Storage
import Worker

/// Runs every worker as a child process and keeps them running (contract page, "Environment").
struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Runs every program as a child process, for ever; SIGTERM stops them all, SIGHUP reads the directory again."
    )

    @OptionGroup var common: CommonOptions
    @Option(help: "NAME=COUNT: run more of one program; may be repeated.") var replicas: [String] = []
    @Option(help: "Names separated by commas: leave these out; may be repeated.") var without: [String] = []
    @Option(help: "A folder for one log file for each child; standard error if left out.") var logs: String?

    func run() async throws {
        let (settings, users) = try common.login()
        let environment = Self.environment(common.environment, settings)
        let directory = try settings.loadDirectory()
        try Self.checkStore(settings)
        let launcher = try Self.ownPath()
        let cast = try Cast(
            replicas: replicas, without: without,
            folder: URL(fileURLWithPath: launcher).deletingLastPathComponent().path)
        let addresses = try users?.addresses(of: cast.roles.map(\.program), at: settings.endpoint) ?? [:]
        try makeLogFolder()
        try await Self.declare(settings, directory)
        var limits = Nursery.Limits()
        limits.firstAnswer = settings.connectPatience + .seconds(30)
        let (gaps, gap) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let keeper = try Keeper(
            cast, Spawner(launcher: launcher, environment: environment, addresses: addresses, logs: logs),
            limits: limits
        ) { gap.yield() }
        if case .failed(let sentence) = await Self.keep(keeper, settings, gaps) { throw CommandFailure(sentence) }
    }

    /// What every child gets: the web gateway's replicas need the same secret, or a sign-in would hold at one of them.
    /// Nobody's broker user is among it: each child gets its own.
    private static func environment(_ given: [String: String], _ settings: Settings) -> [String: String] {
        var environment = given
        environment["GUICHE_WEB_PORT"] = "\(settings.webPort)"
        environment["GUICHE_AMQP_USERS"] = nil
        if settings.webSecret == nil {
            var generator = SystemRandomNumberGenerator()
            environment["GUICHE_WEB_SECRET"] =
                (0..<4).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) }.joined()
        }
        return environment
    }

    /// Runs the keeper with the signals wired to it.
    private static func keep(_ keeper: Keeper, _ settings: Settings, _ gaps: AsyncStream<Void>) async -> Nursery.Ending
    {
        let (reloads, reload) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        // A reader of our output who has gone must not end the children.
        signal(SIGPIPE, SIG_IGN)
        let sources = [
            hear(SIGTERM) { keeper.say(.stop) }, hear(SIGINT) { keeper.say(.stop) }, hear(SIGHUP) { reload.yield() },
        ]
        defer { for source in sources { source.cancel() } }
        return await withTaskGroup { group in
            group.addTask {
                for await _ in reloads { await Self.passOn(keeper, settings) }
            }
            group.addTask {
                for await _ in gaps { await Self.mend(settings) }
            }
            defer { group.cancelAll() }
            return await keeper.run()
        }
    }

    private static func hear(_ number: Int32, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        // Dispatch reports a signal only where its own action is switched off.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler(handler: body)
        source.resume()
        return source
    }

    /// New bots need their queues before the workers read of them; a mistake in the file is told and passed on all the
    /// same: each worker keeps its old directory and says so.
    private static func passOn(_ keeper: Keeper, _ settings: Settings) async {
        do {
            try await declare(settings, try settings.loadDirectory())
        } catch {
            Terminal.note("the directory was not taken: \(error)")
        }
        keeper.say(.reload)
    }

    /// Puts back a queue that somebody deleted. A broker that is away is no news: the programs tell of it.
    private static func mend(_ settings: Settings) async {
        do {
            try await declare(settings, try settings.loadDirectory(), log: { _ in })
        } catch is RabbitMQError {
            return
        } catch {
            Terminal.note("exchanges and queues could not be declared again: \(error)")
        }
    }

    private static func declare(
        _ settings: Settings, _ directory: Domain.Directory, log: @escaping Broker.Log = Broker.tell()
    ) async throws {
        let queues = settings.topology.botQueues(of: directory)
        try await Broker.connect(settings, name: "guiche up", log: log) { connection in
            try await Declaration(settings.topology).declare(on: connection, botQueues: queues)
        }
    }

    /// Finds what is wrong with the store's folder before five programs do.
    private static func checkStore(_ settings: Settings) throws {
        guard let store = settings.store else {
            throw SettingsError("GUICHE_STORE", "is missing: set it to sqlite:/path/to/folder")
        }
        let folder = try StoreLocation(store).folder
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                "The store's folder \(folder) can't be made (\(error.localizedDescription)): "
                    + "name a folder this user may write in GUICHE_STORE.")
        }
        let probe = "\(folder)/.guiche-\(getpid())"
        guard FileManager.default.createFile(atPath: probe, contents: Data()) else {
            throw CommandFailure(
                "The store's folder \(folder) can't be written: name a folder this user may write in GUICHE_STORE.")
        }
        try FileManager.default.removeItem(atPath: probe)
    }

    private func makeLogFolder() throws {
        guard let logs else { return }
        do {
            try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure("The folder \(logs) for the logs can't be made: \(error.localizedDescription).")
        }
    }

    /// The path of this executable, beside which the others are.
    private static func ownPath() throws -> String {
        guard let path = Bundle.main.executablePath else {
            throw CommandFailure("This executable's path is not known.")
        }
        return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
