import Foundation
import RabbitMQ
import Synchronization
import Testing

/// The real broker that the tests of this folder use.
enum TestBroker {
    static var url: String {
        get throws {
            try #require(
                ProcessInfo.processInfo.environment["GUICHE_TEST_AMQP_URL"],
                "Set GUICHE_TEST_AMQP_URL to the address of a test broker, e.g. amqp://guest:guest@127.0.0.1:5672/."
            )
        }
    }

    /// The broker's port on this machine.
    static var port: Int { get throws { try Endpoint(url).port } }

    /// A configuration with short limits, so that a failing test fails soon.
    static func configuration(_ url: String? = nil) throws -> Connection.Configuration {
        var configuration = Connection.Configuration(endpoint: try Endpoint(try url ?? self.url), name: "test")
        configuration.heartbeat = .seconds(1)
        configuration.firstConnectPatience = .seconds(5)
        return configuration
    }

    /// A name nobody else uses.
    static func name(_ word: String = "queue") -> String { "test.rabbitmq.\(word).\(UUID().uuidString)" }
}

/// What a connection told its log.
final class Journal: Sendable {
    private let events = Mutex<[String]>([])

    func note(_ event: Connection.Event) { events.withLock { $0.append("\(event)") } }

    func contains(_ text: String) -> Bool { events.withLock { $0.contains { $0.contains(text) } } }

    func count(_ text: String) -> Int { events.withLock { $0.count { $0.contains(text) } } }
}

/// Runs a connection around a body and closes it after.
func withConnection<Result: Sendable>(
    _ configuration: Connection.Configuration? = nil, journal: Journal = Journal(),
    log: @escaping @Sendable (Connection.Event) -> Void = { _ in },
    _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
    let connection = Connection(try configuration ?? TestBroker.configuration()) { event in
        journal.note(event)
        log(event)
    }
    return try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask {
            try await connection.run()
            return nil
        }
        group.addTask {
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body(connection)) } catch { result = .failure(error) }
            await connection.close()
            return try result.get()
        }
        var found: Result?
        for try await result in group { found = result ?? found }
        return try #require(found)
    }
}

/// Runs a body around a queue of its own, which is deleted after.
func withQueue<Result: Sendable>(
    _ connection: Connection, _ declaration: QueueDeclaration? = nil,
    _ body: (String) async throws -> Result
) async throws -> Result {
    let declaration = declaration ?? QueueDeclaration(TestBroker.name())
    let name = try await connection.declare(declaration).name
    do {
        let result = try await body(name)
        try await connection.delete(queue: name)
        return result
    } catch {
        _ = try? await connection.delete(queue: name)
        throw error
    }
}

/// Fails when the body takes longer than it may.
func within<Result: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: time)
            return nil
        }
        defer { group.cancelAll() }
        return try #require(try await group.next() ?? nil, "It took longer than \(time).")
    }
}

/// Waits until something is true.
func eventually(_ what: String, in time: Duration = .seconds(30), _ isTrue: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
        if try await isTrue() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("Not within \(time): \(what)")
}

extension Publication {
    /// A message straight into a queue.
    init(to queue: String, _ text: String, mandatory: Bool = true) {
        self.init(
            exchange: "", routingKey: queue, mandatory: mandatory,
            properties: Properties(messageId: String(text.prefix(32))), body: [UInt8](text.utf8))
    }
}

extension Delivery {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension Consumer {
    /// Takes and acknowledges until so many texts were seen.
    func texts(_ count: Int) async throws -> [String] {
        var texts: [String] = []
        while texts.count < count, let batch = try await next() {
            texts += batch.deliveries.map(\.text)
            acknowledge(batch)
            if let (subscription, reason) = batch.ended.first {
                Issue.record("Subscription \(subscription) ended: \(reason)")
                break
            }
        }
        return texts
    }
}
