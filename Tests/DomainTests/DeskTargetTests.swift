import Domain
import Identifiers
import Testing

/// Places that are for one agent or not for one (rules 15 and 22), absent customers (rule 11), and the grace of rule 8.
struct DeskTargetTests {
    private static func request(
        _ counter: Counter, toAgent: String? = nil, notTo: String? = nil, hadPlace: Bool = false, ticket: Int? = nil
    ) -> Desk.PlaceRequest {
        .init(
            queue: QueueID(trusted: "fin"), channel: ChannelID(trusted: "site"), since: counter.now, atHead: false,
            hadPlace: hadPlace, toAgent: toAgent.map(AgentID.init(trusted:)),
            notTo: notTo.map { .init(agent: AgentID(trusted: $0), until: counter.now + .seconds(180)) },
            ticket: ticket)
    }

    private static let c1 = ConversationID(trusted: "c1")

    @Test func `what is for one agent is offered to nobody else`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.logIn("bia")
        counter.apply(.conversation(Self.c1, .enqueue(Self.request(counter, toAgent: "bia"))))
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `it waits for him while he is busy, and others behind it are served by others`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("bia")
        counter.enqueue("c0")
        counter.resolve("c0", .accepted)
        counter.apply(.conversation(Self.c1, .enqueue(Self.request(counter, toAgent: "bia"))))
        #expect(counter.offers.isEmpty)
        counter.logIn("ana")
        counter.enqueue("c2")
        #expect(counter.offers == ["c2>ana"])
        counter.release("c0", "bia")
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `an agent who is not logged in can be handed nothing`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.apply(.conversation(Self.c1, .enqueue(Self.request(counter, toAgent: "bia", ticket: 7))))
        guard case .conversation(_, .refused(.noAgentLoggedIn, _, ticket: 7))? = counter.actions.first else {
            Issue.record("not refused")
            return
        }
        #expect(counter.desk.places.isEmpty)
    }

    @Test func `who hands it over is not asked, and does not count as somebody`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.apply(.conversation(Self.c1, .enqueue(Self.request(counter, notTo: "ana"))))
        guard
            case .conversation(_, .refused(.noAgentLoggedIn, _, _))? =
                counter.actions.first(where: { if case .conversation = $0 { true } else { false } })
        else { Issue.record("not refused"); return }
        counter.logIn("bia")
        counter.apply(.conversation(Self.c1, .enqueue(Self.request(counter, notTo: "ana"))))
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `rule 8: the grace runs from the moment the last one left, whoever comes and goes meanwhile`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.apply(.agent(AgentID(trusted: "ana"), .paused))
        counter.enqueue("c1")
        let left = counter.now
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseExpired(at: left)))
        counter.now = left + .seconds(100)
        // Somebody of another channel comes and goes: for this customer nothing changes.
        counter.apply(.agent(AgentID(trusted: "bia"), .loggedIn([ChannelID(trusted: "loja")])))
        counter.apply(.agent(AgentID(trusted: "bia"), .leaseExpired(at: counter.now)))
        #expect(counter.graceOver == left + .seconds(120))
        counter.now = left + .seconds(120)
        counter.apply(.timer(.nobody(QueueID(trusted: "fin"))))
        guard case .conversation(_, .refused(.noAgentLoggedIn, _, _))? = counter.actions.first else {
            Issue.record("the grace has not ended")
            return
        }
    }

    @Test func `rule 8: whoever comes back in time ends the grace`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.apply(.agent(AgentID(trusted: "ana"), .paused))
        counter.enqueue("c1")
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseExpired(at: counter.now)))
        counter.now = counter.now + .seconds(119)
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseResumed))
        #expect(counter.actions.contains(.cancelTimer(.nobody(QueueID(trusted: "fin")))))
        counter.now = counter.now + .seconds(1)
        counter.apply(.timer(.nobody(QueueID(trusted: "fin"))))
        #expect(counter.actions.isEmpty)
    }

    @Test func `rule 11: an absent customer keeps his place and is passed over until he is back`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c0")
        counter.resolve("c0", .accepted)
        counter.enqueue("c1")
        counter.enqueue("c2")
        counter.apply(.conversation(Self.c1, .customerAway))
        counter.release("c0", "ana")
        #expect(counter.offers == ["c2>ana"])
        counter.resolve("c2", .accepted)
        counter.release("c2", "ana")
        #expect(counter.offers.isEmpty)
        counter.apply(.conversation(Self.c1, .customerReturned))
        #expect(counter.offers == ["c1>ana"])
    }

    @Test func `a supervisor logs an agent out: cards taken back, customers told, the door told`() {
        var counter = Counter(agents: ["ana"], capacity: 2)
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.enqueue("c2")
        let cause = Cause(id: "m", type: "t", sender: .supervisor(SupervisorID(trusted: "rui")))
        let ana = AgentID(trusted: "ana")
        counter.apply(.agent(ana, .dismissed(cause, reason: "fim de turno")))
        #expect(counter.status("ana") == .offline)
        #expect(counter.actions.contains(.loggedOut(ana, [ChannelID(trusted: "site")], loggedInAt: nil)))
        #expect(
            counter.actions.contains(
                .conversation(Self.c1, .agentDismissed(ana, by: SupervisorID(trusted: "rui"), reason: "fim de turno"))))
        counter.apply(.agent(ana, .dismissed(cause, reason: "outra vez")))
        guard case .reject(let refusal)? = counter.actions.first else { Issue.record("not refused"); return }
        #expect(refusal.code == .notLoggedIn)
    }

    @Test func `a card that is taken back leaves its agent free for who waits behind it`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.enqueue("c2")
        counter.apply(.conversation(Self.c1, .customerAway))
        counter.resolve("c1", .withdrawn)
        #expect(counter.offers == ["c2>ana"])
    }

    @Test func `who accepted while he was being logged out is back for that customer when he logs in again`() {
        var counter = Counter(agents: ["ana"])
        let ana = AgentID(trusted: "ana")
        counter.logIn("ana")
        counter.enqueue("c1")
        let cause = Cause(id: "m", type: "t", sender: .supervisor(SupervisorID(trusted: "rui")))
        counter.apply(.agent(ana, .dismissed(cause, reason: "turno")))
        counter.resolve("c1", .accepted)
        #expect(counter.actions.contains(.conversation(Self.c1, .agentLost(ana, since: counter.now))))
        counter.logIn("ana")
        #expect(counter.actions.contains(.conversation(Self.c1, .agentBack(ana))))
    }
}

extension Counter {
    /// When the grace of the queue ends, if the last event set it.
    var graceOver: Instant? {
        actions.compactMap { if case .setTimer(.nobody, let due) = $0 { due } else { nil } }.last
    }
}
