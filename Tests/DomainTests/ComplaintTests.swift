import Domain
import Identifiers
import Testing

/// Complaints of the users of comparable systems that no other test is named after.
struct ComplaintTests {
    /// Every combination of few agents, capacities and queues, with chance in between.
    @Test func `T05: whatever the limits are, none is ever passed`() {
        for seed in 1...60 as ClosedRange<UInt64> {
            var random = SplitMix(state: seed)
            let capacity = 1 + random.below(4)
            let most = 1 + random.below(5)
            var counter = Counter(agents: ["ana", "bia", "caio"], capacity: capacity, maxWaiting: most)
            counter.logIn("ana")
            if random.below(2) == 0 { counter.logIn("bia") }
            for number in 0..<40 {
                let id = "c\(number)"
                counter.enqueue(id)
                // Whoever is let in beyond the limit is so because somebody takes him at once.
                if counter.offers.isEmpty, let position = counter.entered[id] { #expect(position <= most) }
                switch random.below(5) {
                case 0: counter.resolve("c\(random.below(number + 1))", .accepted)
                case 1: counter.resolve("c\(random.below(number + 1))", .declined)
                case 2: counter.release("c\(random.below(number + 1))", "ana")
                case 3: counter.apply(.conversation(ConversationID(trusted: id), .left))
                default: break
                }
                for agent in counter.desk.agents.values { #expect(agent.load <= capacity) }
            }
        }
    }

    @Test func `T04: two customers who come at the same moment never share the last unit of capacity`() {
        var counter = Counter(agents: ["ana"], capacity: 1)
        counter.logIn("ana")
        let place = Desk.PlaceRequest(
            queue: QueueID(trusted: "fin"), channel: ChannelID(trusted: "site"), since: counter.now, atHead: false)
        counter.apply(.conversation(ConversationID(trusted: "c1"), .enqueue(place)))
        #expect(counter.offers == ["c1>ana"])
        counter.apply(.conversation(ConversationID(trusted: "c2"), .enqueue(place)))
        #expect(counter.offers.isEmpty)
    }

    @Test func `T06: one accept makes one assignment, and a repeat of it none`() {
        var scene = Scene.offered()
        scene.accept()
        #expect(scene.told.count { $0 == "accepted" } == 1)
        scene.accept()
        #expect(scene.told.isEmpty)
        #expect(scene.toldDesk.isEmpty)
    }

    @Test func `T07: an answer made for an older state of the conversation assigns nothing`() {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 1, checks: [], ticket: 1))
        scene.supervise(.reassign(.queue(Scene.sup)))
        scene.desk(.assigned(scene.offer, Decision(.assign, checks: []), ticket: 1))
        #expect(scene.told.isEmpty)
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o1"), .gone)])
    }

    @Test func `T18: what a customer writes while everybody is gone is kept, in order`() {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 1, checks: []))
        scene.say("alguém aí?")
        #expect(scene.lines == ["alguém aí?"])
        scene.say("espero")
        #expect(scene.conversation.progress.line == 4)
    }

    @Test func `T20: a bot that is silent for good leaves nobody in limbo`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.fire(.botAnswer, token: "t2", after: .seconds(20))
        #expect(scene.told.first == "notice bot_replaced")
        #expect(scene.told.last == "subjects")
    }

    @Test func `T39: neither a resumed lease nor a second device makes a paused agent available`() {
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.apply(.agent(AgentID(trusted: "ana"), .paused))
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseExpired(at: counter.now)))
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseResumed))
        #expect(counter.status("ana") == .paused)
        // The second device logs in to the channel once more.
        counter.logIn("ana")
        #expect(counter.status("ana") == .paused)
        counter.apply(.agent(AgentID(trusted: "ana"), .syncRequested(Cause(id: "m", type: "t", sender: .system))))
        #expect(counter.status("ana") == .paused)
    }

    @Test func `T41 T43: whoever served a customer before has no claim on him: the next one is who is there`() {
        var counter = Counter(agents: ["ana", "bia"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.release("c1", "ana")
        counter.apply(.agent(AgentID(trusted: "ana"), .leaseExpired(at: counter.now)))
        counter.logIn("bia")
        counter.enqueue("c1")
        #expect(counter.offers == ["c1>bia"])
    }

    @Test func `T19: a conversation that nobody accepted has its protocol and its end like any other`() {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 1, checks: []))
        scene.leave()
        #expect(scene.told == ["decided close", "closed abandoned_queue"])
        #expect(scene.conversation.identity.protocolNumber == "20261122000000017")
    }

    @Test func `T03: a thousand arrivals within a second leave nobody with more than he can take`() {
        let names = (0..<50).map { "a\(1_000 + $0)" }
        var counter = Counter(agents: names, capacity: 3, maxWaiting: 1_000)
        for name in names { counter.logIn(name) }
        var random = SplitMix(state: 3)
        let began = counter.now
        for number in 0..<1_000 {
            counter.enqueue("c\(number)")
            let other = "c\(random.below(number + 1))"
            switch random.below(3) {
            case 0: counter.resolve(other, .accepted)
            case 1: counter.resolve(other, .declined)
            default:
                let id = ConversationID(trusted: other)
                let server = counter.desk.agents.values.first { $0.active[id] != nil }
                if let server { counter.release(other, server.id.text) }
            }
            #expect(counter.desk.agents.values.allSatisfy { $0.load <= 3 })
        }
        #expect(counter.now - began == .seconds(1))
        // Everybody has as much as he can take, and no conversation is with two.
        let held = counter.desk.agents.values.flatMap { Array($0.offered.keys) + Array($0.active.keys) }
        #expect(held.count == 150)
        #expect(Set(held).count == 150)
    }

    @Test func `T11: whoever was away or lost comes back to a desk that looks at its limits anew`() {
        var scene = Scene.inService()
        scene.away()
        #expect(scene.toldDesk.isEmpty, "an absent customer goes on holding his agent's unit")
        let ana = AgentID(trusted: "ana")
        var counter = Counter(agents: ["ana"])
        counter.logIn("ana")
        counter.enqueue("c1")
        counter.resolve("c1", .accepted)
        counter.enqueue("c2")
        for note in [Desk.ConversationNote.customerAway, .customerReturned] {
            counter.apply(.conversation(ConversationID(trusted: "c2"), note))
            #expect(counter.offers.isEmpty)
        }
        for note in [Desk.AgentNote.leaseExpired(at: counter.now), .leaseResumed] {
            counter.apply(.agent(ana, note))
            #expect(counter.offers.isEmpty)
        }
        counter.release("c1", "ana")
        #expect(counter.offers == ["c2>ana"])
        counter.enqueue("c1", atHead: true)
        #expect(counter.offers.isEmpty)
        #expect(counter.desk.agents[ana]?.load == 1)
    }

    /// Browsers let the timers of a tab in the background fire once a minute.
    @Test func `T40: a tab that may beat only once a minute is never logged out, with a longer lease never lost`() {
        let site = ChannelID(trusted: "site")
        let timings = Timings()
        var presence = Presence(agent: AgentID(trusted: "ana"))
        var beat = Instant(milliseconds: 1_000_000)
        _ = presence.apply(.loggedIn([site], lease: timings.lease), timings: timings, at: beat)
        for _ in 0..<60 {
            let end = beat + timings.lease
            let lost = presence.apply(.leaseTimer(due: end, renewedAt: beat), timings: timings, at: end)
            #expect(lost.first == .desk(.leaseExpired(at: end)))
            // The one that was set a minute ago.
            let kept = presence.apply(.returnTimer(renewedAt: beat), timings: timings, at: end)
            #expect(kept == [.setTimer(.return, at: end + timings.agentLostReturn)])
            beat = beat + .seconds(60)
            let back = presence.apply(.heartbeat, timings: timings, at: beat)
            #expect(back.first == .desk(.leaseResumed))
            #expect(presence.isLive)
        }
        _ = presence.apply(.loggedIn([site], lease: .seconds(90)), timings: timings, at: beat)
        let end = beat + .seconds(90)
        let renewed = presence.apply(.leaseTimer(due: end, renewedAt: beat + .seconds(60)), timings: timings, at: end)
        #expect(renewed == [.setTimer(.lease, at: beat + .seconds(150))])
        #expect(presence.isLive)
    }

    @Test func `T51: an agent who is logged in and free does not open a closed queue`() {
        var counter = Counter(agents: ["ana"])
        let fin = QueueID(trusted: "fin")
        let site = ChannelID(trusted: "site")
        let never = Calendar(id: CalendarID(trusted: "never"), week: [])
        counter.tenant = Tenant(
            id: counter.tenant.id, name: "Acme", calendar: never.id, calendars: [never],
            channels: Array(counter.tenant.channels.values), queues: Array(counter.tenant.queues.values),
            agents: Array(counter.tenant.agents.values))
        counter.logIn("ana")
        #expect(counter.status("ana") == .available)
        #expect(counter.desk.view(of: fin, on: site, tenant: counter.tenant, at: counter.now) == .hasRoom)
        #expect(counter.tenant.obstacle(to: fin, on: site, at: counter.now)?.reason == .outOfHours)
        #expect(!counter.tenant.isOpen(fin, at: counter.now))
        // The hours are looked at before the desk is asked who is there.
        var scene = Scene(channel: "night")
        scene.selectSubject("noite")
        #expect(scene.told.first == "decided refuse")
        #expect(scene.toldDesk.isEmpty)
    }

    @Test func `T58: four hundred agents and a thousand customers are served within seconds`() {
        let names = (0..<400).map { "a\(1_000 + $0)" }
        var counter = Counter(agents: names)
        let began = ContinuousClock.now
        for name in names { counter.logIn(name) }
        var served: [(String, String)] = []
        for number in 0..<1_000 {
            let id = "c\(number)"
            counter.enqueue(id)
            guard let agent = counter.desk.places[ConversationID(trusted: id)]?.reservation?.agent else { continue }
            counter.resolve(id, .accepted)
            served.append((id, agent.text))
            if served.count > 300 { counter.release(served[0].0, served.removeFirst().1) }
        }
        #expect(served.count == 300)
        #expect(ContinuousClock.now - began < .seconds(10))
    }

    /// What one event costs does not grow with the number of agents: it names who was touched and nobody else.
    @Test func `T59: an accept is told to those it concerns, however many agents there are`() {
        let names = (0..<200).map { "a\(1_000 + $0)" }
        var counter = Counter(agents: names)
        for name in names { counter.logIn(name) }
        counter.enqueue("c1")
        #expect(counter.shown.count == 1)
        counter.resolve("c1", .accepted)
        #expect(counter.shown.count == 1)
    }
}

extension Counter {
    /// Who was let into the line by the last event, and where.
    fileprivate var entered: [String: Int] {
        actions.reduce(into: [:]) { entered, action in
            if case .conversation(let id, .enqueued(let position, _, _, _)) = action { entered[id.text] = position }
        }
    }

    /// Whose state was told by the last event.
    fileprivate var shown: [AgentID] {
        actions.compactMap { if case .agentState(let state, _) = $0 { state.agent } else { nil } }
    }
}
