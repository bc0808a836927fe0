import Contracts
import Foundation
import Identifiers
import Logging
import RabbitMQ
import ServiceLifecycle
import Storage
import Testing

@testable import Worker

/// A small installation of its own on the real broker: declared at the start of a test, deleted at its end.
struct TestInstallation {
    let settings: Settings
    let folder: String
    let client: Connection
    var topology: Topology { settings.topology }

    /// Runs `body` with an installation that nobody else sees.
    static func use(partitions: Int = 2, _ body: (TestInstallation) async throws -> Void) async throws {
        let url = try #require(
            ProcessInfo.processInfo.environment["GUICHE_TEST_AMQP_URL"],
            "set GUICHE_TEST_AMQP_URL to a private broker, e.g. by deploy/rabbitmq/node start")
        let name = "test-\(UUID().uuidString.prefix(8))"
        let settings = try Settings(environment: [
            "GUICHE_AMQP_URL": url, "GUICHE_PREFIX": name, "GUICHE_PARTITIONS": "\(partitions)",
        ])
        let client = Connection(.init(endpoint: settings.endpoint, name: "tests"))
        let installation = TestInstallation(
            settings: settings, folder: NSTemporaryDirectory() + "guiche-\(name)", client: client)
        try await withThrowingTaskGroup { group in
            group.addTask { try await client.run() }
            try await client.connected()
            try await Declaration(settings.topology).declare(on: client)
            do {
                try await body(installation)
            } catch {
                try await installation.remove()
                await client.close()
                throw error
            }
            try await installation.remove()
            await client.close()
        }
    }

    private func remove() async throws {
        for queue in topology.queues { try await client.delete(queue: queue.name) }
        for exchange in topology.exchanges { try await client.delete(exchange: exchange.name) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    func store() throws -> Store {
        try Store(
            StoreLocation("sqlite:\(folder)"), program: "toy",
            installation: Installation(prefix: topology.prefix, partitions: topology.partitions),
            migrations: Toy.migrations)
    }

    /// Runs one replica while `body` runs, then stops it gracefully.
    func withReplica(
        _ name: String = "toy-a", trouble: Trouble = Trouble(),
        streams: [Contracts.Stream] = [.conversation, .record], _ body: @Sendable () async throws -> Void
    ) async throws {
        var quiet = Logger(label: name)
        quiet.logLevel = ProcessInfo.processInfo.environment["GUICHE_TEST_LOG"] == nil ? .critical : .debug
        let context = WorkerContext(
            program: "toy", replica: name, settings: settings, store: try store(), directory: nil, log: quiet)
        let worker = RunningWorker(
            context: context, streams: streams, metrics: Prometheus(),
            handler: { _ in Toy(replica: name, trouble: trouble) }, queries: [])
        let group = ServiceGroup(
            services: [worker], logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.next()
        }
    }

    /// Publishes texts, each in a bundle of its own from one source, `times` times in a row.
    func send(_ texts: [String], key: String, source: String = "test/x/0", from first: Int64 = 1, times: Int = 1)
        async throws
    {
        let publisher = Publisher(on: client)
        let partition = topology.partition(of: key)
        for (index, text) in texts.enumerated() {
            let head = Head(type: "toy.v1", id: "\(key)-\(first)-\(index)", key: key, at: Instant(milliseconds: 1))
            let body = try #require(
                Contracts.Bundle.encode([.init(head: head, body: Array("\"\(text)\"".utf8))]).first)
            let origin = BundleOrigin(source: source, number: first + Int64(index))
            let publication = Publication(
                exchange: topology.exchange(of: .conversation), routingKey: topology.routingKey(partition: partition),
                properties: Properties(
                    type: Contracts.Bundle.type.rawValue,
                    headers: origin.headers.mapValues { RabbitMQ.HeaderValue($0) }), body: body)
            for _ in 0..<times { #expect(try await publisher.publish([publication]) == [.confirmed]) }
        }
    }

    /// The texts a stream's handler wrote down for a key, in order.
    func seen(_ stream: Contracts.Stream, key: String) throws -> [String] {
        try store().readNow { transaction in
            try transaction.rows(
                "SELECT body FROM seen WHERE stream = ? AND key = ? ORDER BY position", [stream.rawValue, key]
            ).map { ($0[0] as String).replacing("\"", with: "") }
        }
    }

    /// Waits until `count` texts have been written down for a key.
    func expect(
        _ texts: [String], on stream: Contracts.Stream, key: String, within limit: Duration = .seconds(10),
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + limit
        var last: [String] = []
        while ContinuousClock.now < deadline {
            last = try seen(stream, key: key)
            if last.count >= texts.count { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(last == texts, sourceLocation: sourceLocation)
    }
}
