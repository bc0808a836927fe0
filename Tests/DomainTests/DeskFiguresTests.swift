import Domain
import Identifiers
import Testing

/// Wallboards, estimates and the alarm of an open queue without anybody.
struct DeskFiguresTests {
    private static let fin = QueueID(trusted: "fin")

    @Test func `the figures are published when they change, at most once a second`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        let first = counter.figures
        #expect(first?.agents[.available] == 1)
        counter.enqueue("c1")
        #expect(counter.figures == nil)
        #expect(counter.figuresDue == counter.now - .milliseconds(1) + .seconds(1))
        counter.resolve("c1", .accepted)
        #expect(counter.figures == nil && counter.figuresDue == nil)
        counter.now = counter.now + .seconds(1)
        counter.apply(.timer(.figures(Self.fin)))
        #expect(counter.figures?.inService == 1)
        #expect(counter.figures?.answered == 1)
        #expect(counter.figures?.answeredInTarget == 1)
        counter.apply(.timer(.figures(Self.fin)))
        #expect(counter.figures == nil)
    }

    @Test func `waiting, the longest wait and who gave up are counted`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.apply(.agent(AgentID(trusted: "ana"), .paused))
        counter.enqueue("c1")
        let since = counter.now
        counter.enqueue("c2")
        counter.now = counter.now + .seconds(2)
        counter.apply(.timer(.figures(Self.fin)))
        #expect(counter.figures?.waiting == 2)
        #expect(counter.figures?.longestWaitingSince == since)
        counter.apply(.conversation(ConversationID(trusted: "c1"), .left))
        counter.apply(.conversation(ConversationID(trusted: "c2"), .placeGivenBack))
        counter.now = counter.now + .seconds(2)
        counter.apply(.timer(.figures(Self.fin)))
        #expect(counter.figures?.abandoned == 1)
        #expect(counter.figures?.waiting == 0)
    }

    @Test func `the counts begin anew at midnight`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.now = Instant(milliseconds: 86_400_000)
        counter.apply(.timer(.figures(Self.fin)))
        #expect(counter.figures?.answered == 0)
        #expect(counter.figures?.inService == 1)
    }

    @Test func `T44: an open queue that nobody serves any more is told once`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        #expect(!counter.isAlarmed)
        counter.now = counter.now + .seconds(2)
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseExpired(at: counter.now)))
        #expect(counter.isAlarmed)
        counter.now = counter.now + .seconds(2)
        counter.enqueue("c1")
        #expect(!counter.isAlarmed)
    }

    @Test func `there is no estimate until the line has moved, then it follows its pace`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        for id in ["c1", "c2", "c3", "c4"] { counter.enqueue(id) }
        #expect(counter.estimates["c4"] == .some(nil))
        for id in ["c1", "c2"] {
            counter.now = counter.now + .seconds(40)
            counter.resolve(id, .accepted)
            counter.release(id, "ana")
        }
        // c2 had waited since before c1 was accepted: 40 s from accept to accept.
        counter.enqueue("c5")
        #expect(counter.estimates["c5"] == 120)
    }
}

extension Counter {
    var figures: Desk.Figures? {
        actions.compactMap { if case .figures(_, let figures, _) = $0 { figures } else { nil } }.last
    }

    var isAlarmed: Bool {
        actions.contains { if case .figures(_, _, isNewlyUnattended: true) = $0 { true } else { false } }
    }

    var figuresDue: Instant? {
        actions.compactMap { if case .setTimer(.figures, let due) = $0 { due } else { nil } }.last
    }

    /// What those who entered by the last event were told, in seconds.
    var estimates: [String: Int?] {
        actions.reduce(into: [:]) { estimates, action in
            if case .conversation(let id, .enqueued(_, _, _, let wait)) = action { estimates[id.text] = wait }
        }
    }
}
