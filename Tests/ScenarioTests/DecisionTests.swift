import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

@Suite struct DecisionTests {
    @Test("Rule 24: every routing decision says what was checked and why each other agent was not chosen")
    func decisions() async throws {
        let stage = try await Stage(.decisions)
        _ = try await stage.paused(2)
        let agent = try await stage.loggedIn(1)
        let visitor = try await stage.visitor()
        let observer = try await stage.observer(of: visitor)
        let number = try await visitor.open().protocol
        try await visitor.pick()
        _ = try await agent.card()
        let assigned = try await observer.expect(Event.RoutingDecided.self) { $0.decision == "assign" }
        let reasons = Dictionary(
            uniqueKeysWithValues: (assigned.candidates ?? []).map { ($0.agentId.text, $0.reason) })
        #expect(reasons == ["a1": "chosen", "a2": "paused", "a3": "not_logged_in"])
        #expect(assigned.candidates?.filter(\.chosen).map(\.agentId.text) == ["a1"])
        #expect(assigned.candidateCount == 3)
        let all = try observer.seen(Event.RoutingDecided.self)
        #expect(all.map(\.decision) == ["offer_subjects", "enqueue", "assign"])
        #expect(all[1].checks.map(\.check) == ["subject", "hours", "queue", "logged_in", "room"])
        let document = try await until({ try await stage.record(of: visitor) }) { $0.decisions.count == 3 }
        #expect(document.decisions.map(\.decision) == all.map(\.decision))
        let explained = try await stage.system.guiche("explain", number, "--tenant", stage.scene.name)
        #expect(explained.code == 0, "\(explained.errors)")
        #expect(explained.output.contains("(a2): estava em pausa"))
    }

    @Test("Rule 24: a refusal is such a decision, too, and its queue hears of it")
    func refusal() async throws {
        let stage = try await Stage(.refused)
        let queue = try await Party.listening(to: "queue.\(stage.tenant).fila", in: stage.system)
        let visitor = try await stage.visitor()
        try await visitor.start()
        try await visitor.pick()
        let decided = try await queue.expect(Event.RoutingDecided.self)
        #expect(decided.decision == "refuse")
        #expect(decided.checks.last?.check == "logged_in" && decided.checks.last?.result == "nobody")
        #expect(try await queue.expect(Event.ConversationRefused.self).reason == .noAgentLoggedIn)
        #expect(try await visitor.party.expect(Event.ConversationClosed.self).seq > decided.seq)
    }
}
