import Contracts
import Identifiers
import RabbitMQ
import Storage
import Testing

@testable import Worker

/// Parked messages of a door, where timers are handled at once, and what an operator orders.
@Suite(.serialized)
struct DoorParkingTests {
    private func knock(_ installation: TestInstallation, _ texts: [String]) async throws {
        let publications = texts.map { text in
            Publication(
                exchange: installation.topology.exchange(of: .agents), routingKey: "ana",
                properties: Properties(type: "toy.v1", messageId: text), body: Array("\"\(text)\"".utf8))
        }
        let outcomes = try await Publisher(on: installation.client).publish(publications)
        #expect(outcomes.allSatisfy { $0 == .confirmed })
    }

    private func parked(_ installation: TestInstallation, attempts: Int) async throws -> ParkedKey {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let reader = try #require(
                try StoreReader(StoreLocation("sqlite:\(installation.folder)"), program: "toy"))
            if let key = try reader.parkedKeys(limit: 1).first, key.first.attempts >= attempts { return key }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Toy.Failure()
    }

    private func order(_ order: ParkingOrder, _ key: ParkedKey, _ installation: TestInstallation) async throws {
        let publication = try order.publication(
            of: key.first.key, stream: .agents, partition: key.partition.number, in: installation.topology,
            id: "order", at: Instant(milliseconds: 1))
        #expect(try await Publisher(on: installation.client).publish([publication]) == [.confirmed])
    }

    @Test func `a message that fails at a door is tried again by its timer, with the later ones behind it`()
        async throws
    {
        try await TestInstallation.use { installation in
            try await installation.withReplica(trouble: Trouble(failures: 1), streams: [.agents]) {
                try await knock(installation, ["a", "fail", "b"])
                try await installation.expect(["a", "fail", "b"], on: .agents, key: "ana", within: .seconds(5))
            }
        }
    }

    @Test func `an operator's order to try again does not wait for the timer`() async throws {
        try await TestInstallation.use { installation in
            let trouble = Trouble(failures: 3)
            try await installation.withReplica(trouble: trouble, streams: [.agents]) {
                try await knock(installation, ["fail", "b"])
                try await order(.redrive, try await parked(installation, attempts: 3), installation)
                try await installation.expect(["fail", "b"], on: .agents, key: "ana", within: .seconds(5))
                #expect(trouble.count("unparked") == 1)
            }
        }
    }

    @Test func `an order to throw away takes what it names, and a repeat of it nothing`() async throws {
        try await TestInstallation.use { installation in
            try await installation.withReplica(trouble: Trouble(failures: 3), streams: [.agents]) {
                try await knock(installation, ["fail", "b", "c"])
                let key = try await parked(installation, attempts: 3)
                let discard = ParkingOrder.discard(first: key.first.number, since: key.first.since, last: 1)
                for _ in 1...2 { try await order(discard, key, installation) }
                try await installation.expect(["b", "c"], on: .agents, key: "ana", within: .seconds(5))
            }
        }
    }

    @Test func `a stranger's order comes through the door's exchange and is none`() async throws {
        try await TestInstallation.use { installation in
            try await installation.withReplica(trouble: Trouble(failures: 3), streams: [.agents]) {
                try await knock(installation, ["fail", "b"])
                let key = try await parked(installation, attempts: 3)
                var forged = try ParkingOrder.discard(first: 1, since: key.first.since, last: 2).publication(
                    of: "ana", stream: .agents, partition: key.partition.number, in: installation.topology,
                    id: "forged", at: Instant(milliseconds: 1))
                forged.exchange = installation.topology.exchange(of: .agents)
                forged.routingKey = "ana"
                #expect(try await Publisher(on: installation.client).publish([forged]) == [.confirmed])
                try await order(.redrive, key, installation)
                let deadline = ContinuousClock.now + .seconds(5)
                while try installation.seen(.agents, key: "ana").count < 3, ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(50))
                }
                // The forged one is a message like any other; the toy takes all.
                #expect(try installation.seen(.agents, key: "ana").prefix(2) == ["fail", "b"])
            }
        }
    }
}
