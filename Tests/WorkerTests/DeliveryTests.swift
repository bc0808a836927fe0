import Contracts
import Identifiers
import RabbitMQ
import Storage
import Testing

@testable import Worker

@Suite(.serialized)
struct DeliveryTests {
    private let numbers = (1...40).map { "n\($0)" }

    @Test func `every delivery doubled is handled once, in order, on both hops`() async throws {
        try await TestInstallation.use { installation in
            try await installation.withReplica {
                try await installation.send(numbers, key: "k", times: 2)
                try await installation.expect(numbers, on: .conversation, key: "k")
                try await installation.expect(numbers, on: .record, key: "k")
            }
            let left = try installation.store().write { try $0.row("SELECT count(*) FROM outbox")?[0] as Int? }
            #expect(left == 0, "a replica that stopped leaves nothing unsent")
        }
    }

    @Test func `events reach every audience once through one publication`() async throws {
        try await TestInstallation.use { installation in
            let queue = "\(installation.topology.prefix).client.x"
            try await installation.client.declare(RabbitMQ.QueueDeclaration(queue, durable: false, exclusive: true))
            for key in ["customer.#", "conversation.#"] {
                try await installation.client.bind(queue: queue, to: installation.topology.events, routingKey: key)
            }
            try await installation.withReplica {
                try await installation.send(["a", "b"], key: "k")
                try await installation.expect(["a", "b"], on: .record, key: "k")
            }
            #expect(try await installation.client.messageCount(of: queue) == 2)
        }
    }

    @Test func `a message that fails is undone, tried again, and overtaken by no later one of its key`() async throws {
        let trouble = Trouble(failures: 1)
        try await TestInstallation.use { installation in
            try await installation.withReplica(trouble: trouble) {
                try await installation.send(["a", "fail", "b", "c"], key: "k")
                try await installation.send(["x"], key: "other", source: "test/x/1")
                try await installation.expect(["x"], on: .record, key: "other", within: .seconds(1))
                try await installation.expect(["a", "fail", "b", "c"], on: .record, key: "k")
            }
            #expect(try installation.seen(.conversation, key: "k") == ["a", "fail", "b", "c"])
            #expect(trouble.count("rollBack") == 1)
            #expect(trouble.count("parked") == 0)
        }
    }

    @Test func `the operators are told after the third failure and when it is over`() async throws {
        let trouble = Trouble(failures: 3)
        try await TestInstallation.use { installation in
            try await installation.withReplica(trouble: trouble) {
                try await installation.send(["fail", "b"], key: "k")
                let deadline = ContinuousClock.now + .seconds(15)
                while trouble.count("parked") == 0, ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(50))
                }
                #expect(trouble.count("parked") == 1)
            }
            #expect(try installation.seen(.conversation, key: "k").isEmpty)
            #expect(try installation.store().write { try $0.parkedCount() } == 2)
        }
    }

    @Test func `a timer comes through its own partition within a second`() async throws {
        try await TestInstallation.use { installation in
            try await installation.withReplica {
                try await installation.send(["timer"], key: "k")
                try await installation.expect(
                    ["timer", "timer:toy:t"], on: .conversation, key: "k", within: .milliseconds(1_500))
            }
        }
    }

    @Test func `what a crash left in the outbox is sent by the next owner of an idle partition`() async throws {
        try await TestInstallation.use { installation in
            let key = "k"
            let own = Partition(stream: "conversation", number: installation.topology.partition(of: key))
            let head = Head(type: "toy.v1", id: "1", key: key, at: Instant(milliseconds: 1))
            let body = try #require(
                Contracts.Bundle.encode([.init(head: head, body: Array("\"left\"".utf8))]).first)
            // As after a kill between the commit and the publication.
            try installation.store().write { transaction in
                _ = try transaction.take(own, owner: "dead")
                let row = OutboxRow(
                    number: 1, kind: 0, destination: "record/\(installation.topology.partition(of: key))",
                    envelope: "id", body: body)
                try transaction.append(row, from: own)
                try transaction.advance(own, to: 1)
            }
            try await installation.withReplica {
                try await installation.expect(["left"], on: .record, key: key, within: .seconds(3))
            }
        }
    }

    @Test func `a timer that was due while nobody lived fires at the next start`() async throws {
        try await TestInstallation.use { installation in
            let own = Partition(stream: "conversation", number: installation.topology.partition(of: "k"))
            try installation.store().write {
                try $0.set(TimerRow(key: "k", kind: "toy", due: Instant(milliseconds: 1), token: "late"), in: own)
            }
            try await installation.withReplica {
                try await installation.expect(["timer:toy:late"], on: .conversation, key: "k", within: .seconds(3))
            }
        }
    }

    @Test func `an unreadable bundle becomes a dead letter and its neighbours go on`() async throws {
        try await TestInstallation.use { installation in
            let publisher = Publisher(on: installation.client)
            let partition = installation.topology.partition(of: "k")
            _ = try await publisher.publish([
                Publication(
                    exchange: installation.topology.exchange(of: .conversation), routingKey: "\(partition)",
                    properties: Properties(type: Contracts.Bundle.type.rawValue), body: Array("rubbish\n{}\n".utf8))
            ])
            try await installation.withReplica {
                try await installation.send(["a"], key: "k")
                try await installation.expect(["a"], on: .record, key: "k")
            }
            #expect(try await installation.client.messageCount(of: installation.topology.deadLetters) == 1)
        }
    }
}
