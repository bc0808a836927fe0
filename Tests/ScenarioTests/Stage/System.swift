import Contracts
import Foundation
import RabbitMQ
import Worker

@testable import guiche

/// A running system: `guiche up` with a prefix, broker users and a store folder of its own.
final class System: Sendable {
    /// How long a system may take to be ready, with several others starting beside it.
    static let patience: Duration = .seconds(45)
    /// Fewer than the default, because the broker declares every queue of every system.
    static let fewPartitions = 4
    /// The default: so many that two owners each get some, whatever their names hash to (once in 65,536 not).
    static let partitions = 16

    let environment: [String: String]
    let settings: Settings
    /// The tests' own look at the broker, by the user who may do everything.
    let connection: Connection
    /// What outside clients come as.
    let logins: Logins
    private let child: Child

    private init(
        _ child: Child, _ connection: Connection, _ logins: Logins, _ settings: Settings,
        _ environment: [String: String]
    ) {
        self.child = child
        self.connection = connection
        self.logins = logins
        self.settings = settings
        self.environment = environment
    }

    /// The one of the tests that change nothing about the programs.
    static func shared() async throws -> System { try await single.value }
    private static let single = Task { try await System.start("um", partitions: fewPartitions, replicas: []) }

    /// The one in which every program runs twice.
    static func doubled() async throws -> System { try await double.value }
    private static let double = Task {
        try await System.start("dois", partitions: partitions, replicas: programs.map { "\($0)=2" })
    }

    static let programs = ["ingress", "bot-bridge", "router", "agent-presence", "protocol-writer"]

    private static func start(_ name: String, partitions: Int, replicas: [String]) async throws -> System {
        let folder = FileManager.default.temporaryDirectory.appending(path: "guiche-scenario-\(getpid())-\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let directory = folder.appending(path: "directory.yaml")
        try Scene.file(Scene.all).write(to: directory, atomically: true, encoding: .utf8)
        let topology = Topology(prefix: "scenario-\(getpid())-\(name)", partitions: partitions)
        let logins = try await Logins(topology, tenants: Scene.all.map(\.tenant), folder: folder)
        let endpoint = try Settings(environment: Programs.environment).endpoint
        let environment = try Programs.environment.merging([
            // Opens nothing: everybody has the user of its own.
            "GUICHE_AMQP_URL": endpoint.login("nobody", password: "nothing").secretURL,
            "GUICHE_AMQP_USERS": logins.file, "GUICHE_DIRECTORY": directory.path,
            "GUICHE_STORE": "sqlite:\(folder.path)/store", "GUICHE_PREFIX": topology.prefix,
            "GUICHE_PARTITIONS": "\(partitions)",
        ]) { _, ours in ours }
        let words = ["up", "--without", "web-gateway,demo-bot"] + replicas.flatMap { ["--replicas", $0] }
        let child = try Child([Programs.path("guiche")] + words, environment: environment, folder: folder)
        guard await child.hasPrinted("guiche: ready", within: patience) else {
            throw Trouble("guiche up was not ready: \(try child.lastWords)")
        }
        let connection = Connection(.init(endpoint: endpoint, name: "scenario \(name)"))
        // Lives as long as the tests.
        Task { try await connection.run() }
        try await connection.connected()
        return System(child, connection, logins, try Settings(environment: environment), environment)
    }

    /// Runs `guiche WORDS` against this system.
    func guiche(_ words: String...) async throws -> Finished {
        try await Processes.run([Programs.path("guiche")] + words, environment: environment)
    }
}

/// Where the programs and the broker are.
enum Programs {
    static func path(_ name: String) -> String {
        let folder = ProcessInfo.processInfo.environment["GUICHE_BIN"] ?? ".build/release"
        return URL(fileURLWithPath: folder).appending(path: name).path
    }

    /// The environment of this process with the broker of the tests.
    static var environment: [String: String] {
        get throws {
            var merged = ProcessInfo.processInfo.environment
            guard let url = merged["GUICHE_TEST_AMQP_URL"] else {
                throw Trouble("Set GUICHE_TEST_AMQP_URL to the private broker of the tests; deploy/test does.")
            }
            merged["GUICHE_AMQP_URL"] = url
            merged["LOG_LEVEL"] = "info"
            return merged
        }
    }
}
