import Domain
import Identifiers
import Testing

/// A desk with as many agents and as much time as a test needs.
struct Counter {
    var desk: Desk
    var tenant: Tenant
    var now = Instant(milliseconds: 1_000_000)
    var actions: [Desk.Action] = []

    init(agents: [String], capacity: Int = 1, maxWaiting: Int = 200) {
        let site = ChannelID(trusted: "site")
        let fin = QueueID(trusted: "fin")
        tenant = Tenant(
            id: TenantID(trusted: "acme"), name: "Acme", channels: [Channel(id: site, name: "Site")],
            queues: [ServiceQueue(id: fin, name: "Fin", maxWaiting: maxWaiting)],
            agents: agents.map {
                AgentProfile(
                    id: AgentID(trusted: $0), name: $0, channels: [site], queues: [fin], capacity: capacity)
            })
        desk = Desk(tenant: tenant.id)
    }

    mutating func apply(_ event: Desk.Event) {
        actions = desk.apply(event, tenant: tenant, at: now)
    }

    mutating func logIn(_ agent: String) {
        apply(.agent(AgentID(trusted: agent), .loggedIn([ChannelID(trusted: "site")])))
    }

    mutating func enqueue(_ id: String, atHead: Bool = false, hadPlace: Bool = false) {
        now = now + .milliseconds(1)
        let place = Desk.PlaceRequest(
            queue: QueueID(trusted: "fin"), channel: ChannelID(trusted: "site"), since: now, atHead: atHead,
            hadPlace: hadPlace)
        apply(.conversation(ConversationID(trusted: id), .enqueue(place)))
    }

    mutating func resolve(_ id: String, _ resolution: Desk.Resolution) {
        guard let offer = desk.places[ConversationID(trusted: id)]?.reservation?.offer else { return }
        apply(.conversation(ConversationID(trusted: id), .resolved(offer, resolution)))
    }

    mutating func release(_ id: String, _ agent: String) {
        apply(.conversation(ConversationID(trusted: id), .released(AgentID(trusted: agent))))
    }

    /// Who was offered what by the last event, as `conversation>agent`.
    var offers: [String] {
        actions.compactMap {
            guard case .conversation(let id, .assigned(let offer, _, _)) = $0 else { return nil }
            return "\(id)>\(offer.agent)"
        }
    }

    /// Who was told his position by the last event.
    var positions: [String] {
        actions.compactMap {
            guard case .conversation(let id, .position(let position, _)) = $0 else { return nil }
            return "\(id) \(position)"
        }
    }

    /// When those far behind are told theirs, if the last event set the time.
    var positionsDue: Instant? {
        actions.compactMap { if case .setTimer(.positions, let due) = $0 { due } else { nil } }.first
    }

    func status(_ agent: String) -> AgentStatus? { desk.agents[AgentID(trusted: agent)]?.status }
}

struct DeskTests {
    @Test func `a conversation for which somebody is free is offered at once`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        #expect(counter.offers == ["c1>ana"])
    }

    @Test func `T37: nobody logged in is checked when the customer enters the queue`() {
        var counter = Counter(agents: ["ana"])
        counter.enqueue("c1")
        guard case .conversation(_, .refused(.noAgentLoggedIn, _, _))? = counter.actions.first else {
            Issue.record("not refused")
            return
        }
    }

    @Test func `T08: customers who wait are served in the order of their coming`() {
        var counter = Counter(agents: ["ana", "bia"], capacity: 1)
        counter.logIn("ana")
        for id in ["c1", "c2", "c3", "c4"] { counter.enqueue(id) }
        #expect(counter.offers.isEmpty)
        counter.logIn("bia")
        #expect(counter.offers == ["c2>bia"])
        counter.resolve("c1", .accepted)
        counter.release("c1", "ana")
        #expect(counter.offers == ["c3>ana"])
    }

    @Test func `T02: an offer holds a unit of capacity, so nobody is ever given more than he can take`() {
        var counter = Counter(agents: ["ana"], capacity: 2)
        counter.logIn("ana")
        for id in ["c1", "c2", "c3"] { counter.enqueue(id) }
        #expect(counter.desk.agents[AgentID(trusted: "ana")]?.offered.count == 2)
        #expect(counter.offers.isEmpty)
    }

    @Test func `the agent with the fewest conversations comes first, then who accepted longest ago`() {
        var counter = Counter(agents: ["ana", "bia"], capacity: 3)
        counter.logIn("ana")
        counter.logIn("bia")
        counter.enqueue("c1")
        #expect(counter.offers == ["c1>ana"])
        counter.enqueue("c2")
        #expect(counter.offers == ["c2>bia"])
        counter.resolve("c2", .accepted)
        counter.now = counter.now + .seconds(1)
        counter.resolve("c1", .accepted)
        counter.enqueue("c3")
        #expect(counter.offers == ["c3>bia"])
    }

    @Test func `T42: a declined card goes to the next agent at once and to the same one only after a minute`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.logIn("bia")
        counter.enqueue("c1")
        counter.resolve("c1", .declined)
        #expect(counter.offers == ["c1>bia"])
        counter.resolve("c1", .declined)
        #expect(counter.offers.isEmpty)
        counter.now = counter.now + .seconds(60)
        counter.apply(.timer(.exclusion(ConversationID(trusted: "c1"), AgentID(trusted: "ana"))))
        #expect(counter.offers == ["c1>ana"])
    }

    @Test func `a declined conversation keeps its place`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.enqueue("c2")
        counter.resolve("c1", .declined)
        #expect(counter.offers == ["c2>ana"])
        #expect(counter.desk.lines[QueueID(trusted: "fin")]?.entries.map(\.conversation.text) == ["c1", "c2"])
    }

    @Test func `two missed offers in a row set the agent to away until he clicks back`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.enqueue("c2")
        counter.resolve("c1", .expired)
        #expect(counter.status("ana") == .available)
        counter.resolve("c2", .expired)
        #expect(counter.status("ana") == .away)
        counter.enqueue("c3")
        #expect(counter.offers.isEmpty)
        counter.apply(.agent(AgentID(trusted: "ana"), .resumed))
        #expect(counter.offers == ["c3>ana"])
    }

    @Test func `a pause takes open cards back and offers them on at once`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.logIn("bia")
        counter.apply(.agent(AgentID(trusted: "ana"), .paused))
        #expect(
            counter.actions.contains(
                .conversation(
                    ConversationID(trusted: "c1"), .withdraw(OfferID(trusted: "o1"), .agentUnavailable))))
        counter.resolve("c1", .withdrawn)
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `logging out with conversations in service is refused, with wrap-ups only it is not`() {
        var counter = Counter(agents: ["ana"], capacity: 2)
        let ana = AgentID(trusted: "ana")
        let cause = Cause(id: "m", type: "t", sender: .agent(ana))
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.apply(.agent(ana, .logoutRequested(nil, cause)))
        guard case .reject(let refusal)? = counter.actions.first else { Issue.record("not refused"); return }
        #expect(refusal.code == .hasOpenConversations)
        counter.apply(.conversation(ConversationID(trusted: "c1"), .wrapUp(ana)))
        counter.apply(.agent(ana, .logoutRequested(nil, cause)))
        #expect(counter.actions.contains(.loggedOut(ana, [ChannelID(trusted: "site")], loggedInAt: nil)))
        #expect(counter.status("ana") == .offline)
    }

    @Test func `a logout with an open card waits for the card's fate`() {
        var counter = Counter(agents: ["ana"])
        let ana = AgentID(trusted: "ana")
        let cause = Cause(id: "m", type: "t", sender: .agent(ana))
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.apply(.agent(ana, .logoutRequested(nil, cause)))
        #expect(counter.status("ana") != .offline)
        counter.resolve("c1", .accepted)
        guard
            case .reject(let refusal)? = counter.actions.first(where: { if case .reject = $0 { true } else { false } })
        else { Issue.record("an accept that came first must refuse the logout"); return }
        #expect(refusal.code == .hasOpenConversations)
    }

    @Test func `a login to another channel leaves a waiting logout standing`() {
        var counter = Counter(agents: ["ana"])
        let ana = AgentID(trusted: "ana")
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.apply(.agent(ana, .logoutRequested(nil, Cause(id: "m", type: "t", sender: .agent(ana)))))
        counter.apply(.agent(ana, .loggedIn([ChannelID(trusted: "loja")])))
        counter.resolve("c1", .withdrawn)
        #expect(counter.actions.contains(.loggedOut(ana, [ChannelID(trusted: "site")], loggedInAt: nil)))
    }

    @Test func `T14: who waits while everybody is gone is offered at the first login`() {
        var counter = Counter(agents: ["ana", "bia"])
        let ana = AgentID(trusted: "ana")
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.apply(.agent(ana, .leaseExpired(at: counter.now)))
        counter.resolve("c1", .withdrawn)
        #expect(counter.offers.isEmpty)
        counter.logIn("bia")
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `T38: when nobody comes back the customers get the standard text after the grace`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseExpired(at: counter.now)))
        counter.resolve("c1", .withdrawn)
        counter.now = counter.now + .seconds(120)
        counter.apply(.timer(.nobody(QueueID(trusted: "fin"))))
        guard case .conversation(_, .refused(.noAgentLoggedIn, _, _))? = counter.actions.first else {
            Issue.record("left in limbo")
            return
        }
        #expect(counter.desk.places.isEmpty)
    }

    @Test func `a lost agent's conversations are told, and one that comes back stands at the head`() {
        var counter = Counter(agents: ["ana", "bia"])
        let ana = AgentID(trusted: "ana")
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.enqueue("c2")
        counter.apply(.agent(ana, .leaseExpired(at: counter.now)))
        #expect(
            counter.actions.contains(
                .conversation(
                    ConversationID(trusted: "c1"), .agentLost(ana, since: counter.now))))
        counter.release("c1", "ana")
        counter.enqueue("c1", atHead: true)
        counter.logIn("bia")
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `a full queue refuses, unless somebody is free`() {
        var counter = Counter(agents: ["ana"], maxWaiting: 1)
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.enqueue("c2")
        counter.enqueue("c3")
        guard case .conversation(_, .refused(.queueFull, _, _))? = counter.actions.first else {
            Issue.record("not refused")
            return
        }
    }

    @Test func `who stands far behind is told his position once a minute, the first twenty at once`() {
        var counter = Counter(agents: ["ana"], capacity: 1)
        counter.logIn("ana")
        for number in 100..<130 { counter.enqueue("c\(number)") }
        counter.resolve("c100", .accepted)
        #expect(counter.positions.count == 20)
        #expect(
            counter.positionsDue == counter.desk.places[ConversationID(trusted: "c121")].map { $0.since + .seconds(60) }
        )
        counter.now = counter.now + .seconds(61)
        counter.apply(.timer(.positions(QueueID(trusted: "fin"))))
        #expect(counter.positions == (121..<130).map { "c\($0) \($0 - 100)" })
        #expect(counter.positionsDue == nil)
        counter.release("c100", "ana")
        counter.resolve("c101", .accepted)
        #expect(counter.positions.count == 20)
        #expect(counter.positionsDue == counter.now + .seconds(60))
    }

    @Test func `who gave his place back for a while is let in again, whatever has become of the queue`() {
        var counter = Counter(agents: ["ana"], maxWaiting: 1)
        counter.enqueue("c1", hadPlace: true)
        #expect(counter.desk.places.count == 1)
        counter.enqueue("c2")
        #expect(counter.desk.places.count == 1)
        counter.enqueue("c3", hadPlace: true)
        #expect(counter.desk.places.count == 2)
    }

    @Test func `every assignment names all candidates with the reason`() {
        var counter = Counter(agents: ["ana", "bia", "caio"])
        counter.logIn("ana")
        counter.logIn("bia")
        counter.apply(.agent(AgentID(trusted: "bia"), .paused))
        counter.enqueue("c1")
        let decisions = counter.actions.compactMap { action -> Decision? in
            guard case .conversation(_, .assigned(_, let decision, _)) = action else { return nil }
            return decision
        }
        #expect(decisions.first?.candidates.map(\.reason) == ["chosen", "paused", "not_logged_in"])
        #expect(decisions.first?.candidateCount == 3)
    }

    @Test func `a reservation that nobody answers is asked back`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.apply(.timer(.reservation(ConversationID(trusted: "c1"), OfferID(trusted: "o1"))))
        #expect(counter.actions == [.conversation(ConversationID(trusted: "c1"), .askedBack(OfferID(trusted: "o1")))])
    }

    @Test func `a desk read back from its rows goes on as it was`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        for id in ["c1", "c2", "c3"] { counter.enqueue(id) }
        counter.desk = Desk(
            tenant: counter.tenant.id, agents: Array(counter.desk.agents.values),
            places: Array(counter.desk.places.values), offersMade: counter.desk.offersMade)
        counter.resolve("c1", .accepted)
        counter.release("c1", "ana")
        #expect(counter.offers == ["c2>ana"])
    }
}
