import Foundation
import RabbitMQ
import Testing

/// A broker of its own that may be harmed: started by the first test that needs it, stopped and deleted by `end`.
struct FragileBroker {
    private let node: String
    private let folder: String
    let url: String

    init() throws {
        node = try #require(
            ProcessInfo.processInfo.environment["GUICHE_TEST_NODE"],
            "Set GUICHE_TEST_NODE to the command that starts a private broker (deploy/rabbitmq/node).")
        folder = NSTemporaryDirectory() + "fragile-" + UUID().uuidString
        let free = try Proxy(target: 1)
        free.stop()
        usleep(50_000)
        do {
            url = try run(node, ["start", "--data", folder, "--port", "\(free.port)"])
        } catch {
            _ = try? run(node, ["kill", "--data", folder])
            _ = try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    func kill() throws { _ = try run(node, ["kill", "--data", folder]) }
    func start() throws {
        _ = try run(node, ["start", "--data", folder, "--port", "\(try Endpoint(url).port)"])
    }
    @discardableResult
    func control(_ arguments: String...) throws -> String {
        try run(node, ["ctl", "--data", folder, "--"] + arguments)
    }
    func end() throws {
        _ = try run(node, ["kill", "--data", folder])
        try FileManager.default.removeItem(atPath: folder)
    }
}

/// What a broker in trouble does. One test, because each of these needs a broker that nobody else uses, and starting
/// one takes seconds.
@Suite(.timeLimit(.minutes(2))) struct `When the broker is in trouble` {
    @Test func `alarms, permissions, closed connections and crashes end well`() async throws {
        let broker = try FragileBroker()
        let journal = Journal()
        let result = await Task {
            try await withConnection(try TestBroker.configuration(broker.url), journal: journal) { connection in
                let queue = try await connection.declare(.quorum(TestBroker.name())).name
                let publisher = Publisher(on: connection)
                #expect(try await publisher.publish([Publication(to: queue, "first")]) == [.confirmed])
                try await tags(connection, broker)
                try await alarm(connection, broker, queue)
                try await permission(connection, broker, queue)
                try await closed(connection, broker, queue, journal)
                try await crash(connection, broker, queue, journal)
            }
        }.result
        try broker.end()
        try result.get()
    }

    /// Broker facts page: "A fresh consumer tag for every consume".
    private func tags(_ connection: Connection, _ broker: FragileBroker) async throws {
        let consumer = Consumer(on: connection)
        let queue = try await connection.declare(QueueDeclaration("", exclusive: true)).name
        func tag() async throws -> String {
            let subscription = try await consumer.subscribe(to: queue)
            let listed = try broker.control("-q", "--silent", "list_consumers", "consumer_tag")
            await consumer.handOver(subscription)
            return listed
        }
        let (first, second) = (try await tag(), try await tag())
        #expect(first.hasPrefix("amq.ctag-"))
        #expect(first != second)
    }

    /// Broker facts page: "stop publishing on `connection.blocked`".
    private func alarm(_ connection: Connection, _ broker: FragileBroker, _ queue: String) async throws {
        try broker.control("set_vm_memory_high_watermark", "absolute", "1")
        let publisher = Publisher(on: connection)
        let big = Publication(exchange: "", routingKey: queue, body: [UInt8](repeating: 1, count: 10_000))
        // Longer than any alarm of this test: setting and clearing it takes seconds on a busy machine.
        let wave = try publisher.begin(Array(repeating: big, count: 1_000), within: .seconds(120))
        try await eventually("blocked") { connection.state == .blocked }
        let waiting = try await publisher.publish([big], within: .milliseconds(200))
        guard case .notSent = waiting[0] else {
            Issue.record("While blocked nothing is sent.")
            return
        }
        try broker.control("set_vm_memory_high_watermark", "0.6")
        let outcomes = await wave.outcomes
        #expect(outcomes.allSatisfy { $0 == .confirmed })
        try await eventually("unblocked") { connection.state == .connected }
        try await connection.purge(queue: queue)
    }

    private func permission(_ connection: Connection, _ broker: FragileBroker, _ queue: String) async throws {
        try broker.control("set_permissions", "guest", "^$", "^$", "^$")
        let declared = await #expect(throws: RabbitMQError.self) { try await connection.declare(.quorum("new")) }
        #expect(declared?.code == .accessRefused)
        let subscribed = await #expect(throws: RabbitMQError.self) {
            try await Consumer(on: connection).subscribe(to: queue)
        }
        #expect(subscribed?.code == .accessRefused)
        let outcome = try await Publisher(on: connection).publish([Publication(to: queue, "x")])[0]
        guard case .unknown(let error) = outcome, error.code == .accessRefused else {
            Issue.record("A refused publication ends with the reason, not with \(outcome).")
            return
        }
        try broker.control("set_permissions", "guest", ".*", ".*", ".*")
        try await eventually("permitted again") {
            try await Publisher(on: connection).publish([Publication(to: queue, "x")]) == [.confirmed]
        }
        try await connection.purge(queue: queue)
    }

    private func closed(
        _ connection: Connection, _ broker: FragileBroker, _ queue: String, _ journal: Journal
    ) async throws {
        let consumer = Consumer(on: connection)
        let subscription = try await consumer.subscribe(to: queue)
        try broker.control("close_all_connections", "by the operator")
        guard case .connectionLost(let error)? = try await consumer.next()?.ended[subscription] else {
            Issue.record("The subscription ends with its connection.")
            return
        }
        #expect(error.replyCode == 320)
        #expect(error.isRetriable)
        #expect(journal.contains("by the operator"))
        try await consumer.subscribe(to: queue)
        consumer.close()
    }

    private func crash(
        _ connection: Connection, _ broker: FragileBroker, _ queue: String, _ journal: Journal
    ) async throws {
        let publisher = Publisher(on: connection)
        let messages = (0..<2_000).map { Publication(to: queue, "\($0)") }
        let wave = try publisher.begin(messages)
        try broker.kill()
        let outcomes = await wave.outcomes
        try broker.start()
        let confirmed = Set(outcomes.indices.filter { outcomes[$0] == .confirmed }.map { "\($0)" })
        try await eventually("the queue is there again", in: .seconds(20)) {
            (try? await publisher.publish([Publication(to: queue, "last")])) == [.confirmed]
        }
        let consumer = Consumer(on: connection)
        try await consumer.subscribe(to: queue)
        var seen: Set<String> = []
        while !seen.contains("last"), let batch = try await consumer.next() {
            seen.formUnion(batch.deliveries.map(\.text))
            consumer.acknowledge(batch)
        }
        #expect(confirmed.isSubset(of: seen), "what was confirmed survives a crash")
    }
}
