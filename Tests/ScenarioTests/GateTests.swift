import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

@Suite struct GateTests {
    @Test("Rule 2: no member of the queue logged in is the standard text, judged at entry (T37, T38)")
    func nobody() async throws {
        let stage = try await Stage(.gate)
        _ = try await stage.loggedIn(2)
        let early = try await stage.visitor()
        try await early.start()
        try await early.pick()
        try await expectStandardText(early, .noAgentLoggedIn)

        let agent = try await stage.loggedIn(1)
        #expect(try await stage.visitor().enter().position == 1)

        try await agent.logOut()
        _ = try await agent.state { $0.status == .offline }
        let late = try await stage.visitor()
        try await late.start()
        try await late.pick()
        try await expectStandardText(late, .noAgentLoggedIn)
    }

    @Test("Rule 2: a team that is full or paused keeps the gate open; positions are told on entry and on change")
    func full() async throws {
        let stage = try await Stage(.fullGate)
        _ = try await stage.paused(2)
        let agent = try await stage.loggedIn(1)
        let (first, second, third) = (try await stage.visitor(), try await stage.visitor(), try await stage.visitor())
        #expect(try await first.enter().position == 1)
        #expect(try await second.enter().position == 2)
        #expect(try await third.enter().position == 3)
        try await agent.accept(try await agent.card())
        #expect(try await second.party.expect(Event.ConversationQueued.self).position == 1)
        #expect(try await third.party.expect(Event.ConversationQueued.self).position == 2)
    }

    @Test("Rule 2: more than maxWaiting are refused with queue_full, and let in again when there is room")
    func narrow() async throws {
        let stage = try await Stage(.narrowGate)
        _ = try await stage.paused()
        let first = try await stage.visitor()
        try await first.enter()
        let second = try await stage.visitor()
        try await second.start()
        try await second.pick()
        try await expectStandardText(second, .queueFull)
        try await first.leave()
        #expect(try await first.party.expect(Event.ConversationClosed.self).outcome == .abandonedQueue)
        #expect(try await stage.visitor().enter().position == 1)
    }

    @Test("Flow 2: a channel without bot and subjects gives the standard text")
    func bare() async throws {
        let stage = try await Stage(.gate)
        let visitor = try await stage.visitor(on: Scene.bare)
        try await visitor.start()
        try await expectStandardText(visitor, .noSubjects)
    }

    private func expectStandardText(_ visitor: Visitor, _ reason: RefusalReason) async throws {
        let refused = try await visitor.party.expect(Event.ConversationRefused.self)
        #expect(refused.reason == reason)
        #expect(refused.text == "Fora do horário de atendimento")
        #expect(try await visitor.party.expect(Event.ConversationClosed.self).outcome == .refused)
    }
}
