import Contracts
import Foundation
import Identifiers
import RabbitMQ
import Worker

/// A kind of outside client, as `deploy/rabbitmq/definitions.json` knows it.
enum ClientKind: String {
    case gateway
    case bots
    case agents
    case supervisors

    /// Who may listen to an audience; nil for what is none.
    init?(audience: String) {
        switch audience.prefix(while: { $0 != "." }) {
        case "customer": self = .gateway
        case "agent": self = .agents
        case "queue", "supervisor", "conversation": self = .supervisors
        default: return nil
        }
    }
}

/// The broker users of one system, made from the project's definitions for its prefix and its companies, and this
/// process's connections as outside clients.
actor Logins {
    /// One user's connection.
    struct Line: Sendable {
        let user: String
        /// In front of the names of the user's own queues.
        let queues: String
        let connection: Connection
        let publisher: Publisher
    }

    /// What `GUICHE_AMQP_USERS` is to name.
    nonisolated let file: String
    private let topology: Topology
    private let endpoint: Endpoint
    private let passwords: [String: String]
    private var lines: [String: Line] = [:]

    /// Makes the users on the broker.
    init(_ topology: Topology, tenants: [TenantID], folder: URL) async throws {
        let environment = try Programs.environment
        guard let node = environment["GUICHE_TEST_NODE"], let data = environment["GUICHE_TEST_NODE_DATA"] else {
            throw Trouble("Set GUICHE_TEST_NODE and GUICHE_TEST_NODE_DATA to the tests' broker; deploy/test does.")
        }
        let script = URL(fileURLWithPath: node).appending(path: "../../lib/definitions.py").standardizedFileURL.path
        let definitions = folder.appending(path: "definitions.json").path
        let secrets = folder.appending(path: "passwords.json").path
        file = folder.appending(path: "users.yaml").path
        let words =
            ["--prefix", topology.prefix, "--passwords", secrets, "--users", file]
            + tenants.flatMap { ["--tenant", $0.text] }
        let made = try await Self.run(["/usr/bin/env", "python3", "-B", script] + words, environment)
        try made.write(toFile: definitions, atomically: true, encoding: .utf8)
        _ = try await Self.run([node, "ctl", "--data", data, "--", "import_definitions", definitions], environment)
        passwords = try JSONDecoder().decode(
            [String: String].self, from: Data(contentsOf: URL(fileURLWithPath: secrets)))
        endpoint = try Settings(environment: environment).endpoint
        self.topology = topology
    }

    private static func run(_ command: [String], _ environment: [String: String]) async throws -> String {
        let ended = try await Processes.run(command, environment: environment)
        guard ended.code == 0 else { throw Trouble("\(command): \(ended.errors)") }
        return ended.output
    }

    /// The connection of a company's clients of one kind.
    func line(of tenant: TenantID, _ kind: ClientKind) async throws -> Line {
        let line = try known(tenant, kind)
        try await line.connection.connected()
        return line
    }

    private func known(_ tenant: TenantID, _ kind: ClientKind) throws -> Line {
        let user = "\(topology.prefix).\(tenant)-\(kind.rawValue)"
        if let line = lines[user] { return line }
        guard let password = passwords[user] else { throw Trouble("The broker has no user \(user).") }
        let connection = Connection(.init(endpoint: endpoint.login(user, password: password), name: "scenario \(user)"))
        // Lives as long as the tests.
        Task { try await connection.run() }
        let line = Line(
            user: user, queues: topology.clientQueue("\(tenant)-\(kind.rawValue)."), connection: connection,
            publisher: Publisher(on: connection))
        lines[user] = line
        return line
    }
}
