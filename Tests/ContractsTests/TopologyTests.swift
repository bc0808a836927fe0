import Identifiers
import Testing

@testable import Contracts

@Suite struct `The topology` {
    private let topology = Topology(prefix: "guiche", partitions: 4)

    @Test func `binds every partition once, to its own number`() {
        #expect(topology.exchanges.count == 11)
        #expect(topology.queues.count == 8 * 4 + 4 + 1)
        #expect(topology.bindings.count == 8 * 4 + 4)
        #expect(Set(topology.queues.map(\.name)).count == topology.queues.count)
        for binding in topology.bindings {
            #expect(topology.exchanges.contains { $0.name == binding.exchange })
            #expect(topology.queues.contains { $0.name == binding.queue })
        }
    }

    @Test func `only doors reject when full; every queue has a delivery limit`() throws {
        for stream in Contracts.Stream.allCases {
            let queue = try #require(topology.queues(of: stream).first)
            #expect((queue.arguments["x-max-length"] != nil) == stream.isDoor)
            #expect(queue.arguments["x-single-active-consumer"] == .boolean(true))
            #expect(queue.arguments["x-dead-letter-routing-key"] == .string("guiche.dead-letters"))
        }
        for queue in topology.queues { #expect(queue.arguments["x-delivery-limit"] != nil) }
    }

    @Test func `each bot has one queue; a webhook bot's is read by one replica at a time`() throws {
        let directory = try DirectoryLoader.load(yaml: DirectoryExample.text, path: "demo.yaml")
        let queues = topology.botQueues(of: directory).sorted { $0.name < $1.name }
        #expect(queues.map(\.name) == ["guiche.bot.acme.menu", "guiche.bot.acme.rasa.webhook"])
        #expect(queues.map { $0.arguments["x-single-active-consumer"] } == [nil, .boolean(true)])
        #expect(queues.allSatisfy { $0.arguments["x-delivery-limit"] != nil })
    }

    @Test func `a key has one partition for ever`() {
        // The first 8 bytes of SHA-256("acme") are the number below, as Python computes them.
        #expect(Topology(partitions: 16).partition(of: "acme") == Self.expected(16))
        #expect((0..<1_000).allSatisfy { (0..<4).contains(topology.partition(of: "\($0)")) })
        #expect(Set((0..<1_000).map { topology.partition(of: "\($0)") }).count == 4)
    }

    private static func expected(_ partitions: UInt64) -> Int { Int(acme % partitions) }
    private static let acme: UInt64 = 0x822B_33AD_87C1_48A0

    @Test func `an audience goes round through its name`() throws {
        let tenant = try #require(TenantID("acme"))
        let audiences: [Audience] = [
            .customer(tenant, ChannelID(trusted: "site"), SessionID(trusted: "s1")),
            .agent(tenant, AgentID(trusted: "ana")), .queue(tenant, QueueID(trusted: "q")),
            .conversation(tenant, ConversationID(trusted: "c")), .supervisor(tenant, SupervisorID(trusted: "rui")),
        ]
        for audience in audiences { #expect(Audience(name: audience.name) == audience) }
        #expect(audiences[0].routingKey(for: "a.b.v1") == "customer.acme.site.s1.a.b.v1")
        #expect(Audience(name: "agent.acme") == nil)
        #expect(Audience(name: "agent.acme.ana.x") == nil)
    }
}

@Suite struct `Computed ids` {
    @Test func `a conversation's id is the UUID version 5 of its session`() throws {
        let id = ConversationID(
            tenant: TenantID(trusted: "acme"), channel: ChannelID(trusted: "site"), session: SessionID(trusted: "s1"))
        #expect(id.text == "638953cf-7d54-5755-b453-e796e56c3c04")
    }

    @Test func `a UUID version 5 is what other implementations give`() {
        #expect(
            UniqueID.v5(namespace: "6ba7b810-9dad-11d1-80b4-00c04fd430c8", name: "www.example.com")
                == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    @Test func `a UUID version 7 carries its time and the random bits given`() {
        let id = UniqueID.v7(at: Instant(milliseconds: 0x0123_4567_89AB), random: (0xFFF, UInt64.max))
        #expect(id == "01234567-89ab-7fff-bfff-ffffffffffff")
    }

    @Test func `the same causes give the same id, others another`() {
        #expect(UniqueID.derived(from: "a", "b") == UniqueID.derived(from: "a", "b"))
        #expect(UniqueID.derived(from: "ab", "") != UniqueID.derived(from: "a", "b"))
    }
}
