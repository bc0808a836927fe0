import Contracts
import Testing

@testable import guiche

/// What `guiche doctor` says of the exchanges and queues it saw.
@Suite struct TopologyVerdictTests {
    private let topology = Topology(partitions: 4)

    @Test func `what is as it must be is fine`() {
        let findings = verdict(healthy)
        #expect(findings.map(\.level) == [.ok, .ok, .ok])
        #expect(findings[0].found.contains("11 exchanges and 37 queues"))
    }

    @Test func `a broker without anything is told apart from a broken installation`() {
        var seen = TopologySeen()
        for exchange in topology.exchanges { seen.exchanges[exchange.name] = .missing }
        for queue in topology.queues { seen.queues[queue.name] = .missing }
        let findings = verdict(seen)
        #expect(findings.map(\.level) == [.warning])
        #expect(findings.isHealthy)
    }

    @Test func `a missing queue is named`() {
        var seen = healthy
        seen.queues["guiche.desk.2"] = .missing
        let findings = verdict(seen)
        #expect(findings[0].level == .error)
        #expect(findings[0].found == "Missing on the broker: guiche.desk.2.")
    }

    @Test func `of many missing queues some are named and the rest counted`() {
        var seen = healthy
        for number in [0, 2, 3] {
            for stream in [Contracts.Stream.agents, .bots, .desk] {
                seen.queues[topology.queue(of: stream, partition: number)] = .missing
            }
        }
        #expect(verdict(seen)[0].found.hasSuffix("guiche.bots.2 and 4 more."))
    }

    @Test func `a queue with other settings is an error with the broker's words`() {
        var seen = healthy
        seen.queues["guiche.record.1"] = .different("inequivalent arg 'x-max-length'")
        let findings = verdict(seen)
        #expect(findings[0].level == .error)
        #expect(findings[0].found.contains("inequivalent arg 'x-max-length'"))
    }

    @Test func `an installation with more partitions is named by its number`() {
        var seen = healthy
        seen.partitionsBeyond = 12
        let findings = verdict(seen)
        #expect(findings[0].found == "The streams have 16 partitions, and GUICHE_PARTITIONS is 4.")
        #expect(findings[0].advice?.contains("Set GUICHE_PARTITIONS to 16") == true)
    }

    @Test func `an installation with fewer partitions is named by its number`() {
        var seen = healthy
        for stream in Contracts.Stream.allCases {
            for number in 2..<4 { seen.queues[topology.queue(of: stream, partition: number)] = .missing }
        }
        #expect(verdict(seen)[0].found == "The streams have 2 partitions, and GUICHE_PARTITIONS is 4.")
    }

    @Test func `queues that nobody reads are a warning`() {
        var seen = healthy
        seen.queues["guiche.bridge.0"] = .there(messages: 7, consumers: 0)
        let findings = verdict(seen)
        #expect(findings.isHealthy)
        #expect(findings[1].level == .warning)
        #expect(findings[1].found.contains("guiche.bridge.0") && findings[1].found.contains("7 messages"))
    }

    @Test func `with nothing running the advice is to start it`() {
        var seen = healthy
        for queue in topology.queues { seen.queues[queue.name] = .there(messages: 0, consumers: 0) }
        #expect(verdict(seen)[1].advice == "Start \"guiche up\".")
    }

    @Test func `a backlog and dead letters are warnings`() {
        var seen = healthy
        seen.queues["guiche.record.0"] = .there(messages: TopologyVerdict.backlog, consumers: 1)
        seen.queues[topology.deadLetters] = .there(messages: 3, consumers: 0)
        #expect(verdict(seen).map(\.level) == [.ok, .warning, .warning])
        #expect(verdict(seen)[2].found.hasPrefix("3 messages"))
    }

    @Test func `bots are missing, unread, or fine`() {
        var seen = healthy
        seen.bots = [
            "guiche.bot.acme.a": .missing, "guiche.bot.acme.b": .there(messages: 2, consumers: 0),
            "guiche.bot.acme.c": .there(messages: 0, consumers: 1),
        ]
        #expect(verdict(seen).suffix(3).map(\.level) == [.error, .warning, .ok])
    }

    private func verdict(_ seen: TopologySeen) -> [Finding] { TopologyVerdict(topology, seen).findings() }

    private var healthy: TopologySeen {
        var seen = TopologySeen()
        for exchange in topology.exchanges { seen.exchanges[exchange.name] = .there(messages: 0, consumers: 0) }
        for queue in topology.queues { seen.queues[queue.name] = .there(messages: 0, consumers: 1) }
        seen.queues[topology.deadLetters] = .there(messages: 0, consumers: 0)
        return seen
    }
}
