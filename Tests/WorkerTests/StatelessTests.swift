import Contracts
import Identifiers
import Logging
import RabbitMQ
import ServiceLifecycle
import Testing

@testable import Worker

/// A door without a store: forwards what it can, and fails on what it is told to.
final class ToyDoor: Handler {
    struct Failure: Error {}

    func handle(_ message: Inbound, in work: Work) throws {
        work.send(message.head, message.body, to: .conversation, key: message.head.key)
        if message.head.id == "bad" { throw Failure() }
        if message.head.id == "told" {
            work.publish(
                PublicEvent(
                    routingKeys: ["customer.acme.site.s"], type: "command.rejected.v1", messageId: "r",
                    correlationId: message.head.id, at: work.now, body: Array("{}".utf8)))
        }
    }
}

@Suite(.serialized)
struct StatelessTests {
    @Test func `a door forwards in order, tells the sender, and buries what it fails on`() async throws {
        try await TestInstallation.use { installation in
            let publisher = Publisher(on: installation.client)
            let heard = "\(installation.topology.prefix).client.door"
            try await installation.client.declare(RabbitMQ.QueueDeclaration(heard, durable: false, exclusive: true))
            try await installation.client.bind(
                queue: heard, to: installation.topology.events, routingKey: "customer.#")
            let publications = ["a", "bad", "told", "b"].map { (id: String) in
                Publication(
                    exchange: installation.topology.exchange(of: .webchat), routingKey: "s",
                    properties: Properties(type: "toy.v1", messageId: id), body: Array("\"\(id)\"".utf8))
            }
            #expect(try await publisher.publish(publications).allSatisfy { $0 == .confirmed })
            try await run(installation) {
                try await installation.withReplica {
                    try await installation.expect(["a", "told", "b"], on: .conversation, key: "s")
                }
            }
            #expect(try await installation.client.messageCount(of: heard) == 4, "three of the toy's, one rejection")
            #expect(try await installation.client.messageCount(of: installation.topology.deadLetters) == 1)
        }
    }

    private func run(_ installation: TestInstallation, _ body: @Sendable () async throws -> Void) async throws {
        var settings = installation.settings
        settings.opsPort = 0
        let context = WorkerContext(
            program: "toy-door", replica: "toy-door-1", settings: settings, store: nil, directory: nil,
            log: Logger(label: "door") { _ in SwiftLogNoOpLogHandler() })
        let worker = RunningWorker(
            context: context, streams: [.webchat], metrics: Prometheus(), handler: { _ in ToyDoor() }, queries: [])
        let group = ServiceGroup(
            services: [worker], logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.next()
        }
    }
}
