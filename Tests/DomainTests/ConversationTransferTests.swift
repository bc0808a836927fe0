import Domain
import Identifiers
import Testing

/// Rule 15, from the conversation's side.
struct ConversationTransferTests {
    /// A transfer to the queue Suporte that the desk has taken in.
    private static func requested(to destination: Conversation.Destination = .queue(Scene.sup)) -> Scene {
        var scene = Scene.inService()
        scene.transfer(to: destination, note: "cliente quer falar do contrato")
        scene.desk(.enqueued(position: 1, checks: [], ticket: 2))
        return scene
    }

    private static func offered(
        to destination: Conversation.Destination = .queue(Scene.sup), agent: AgentID = Scene.carla
    ) -> Scene {
        var scene = requested(to: destination)
        let offer = Conversation.Offer(
            id: OfferID(trusted: "o2"), agent: agent, expiresAt: scene.now + .seconds(30))
        scene.desk(.assigned(offer, Decision(.assign, checks: []), ticket: 2))
        return scene
    }

    @Test func `a transfer asks the desk for a place and is told once the desk has one`() {
        var scene = Scene.inService()
        scene.transfer(to: .queue(Scene.sup))
        #expect(scene.told.isEmpty)
        #expect(scene.clocks == [.transfer: .seconds(120)])
        guard case .enqueue(let place)? = scene.toldDesk.first else { Issue.record("no place was asked for"); return }
        #expect(place.queue == Scene.sup)
        #expect(place.notTo?.agent == Scene.ana)
        scene.desk(.enqueued(position: 4, checks: [], ticket: 2))
        #expect(scene.told == ["decided transfer", "transferred requested"])
    }

    @Test func `until somebody accepts the source keeps talking`() {
        var scene = Self.offered()
        scene.agentSay("um momento")
        #expect(scene.lines == ["um momento"])
        scene.say("está bem")
        #expect(scene.lines == ["está bem"])
    }

    @Test func `the card of a transfer names who hands it over and his note`() {
        let scene = Self.offered()
        guard case .offered(let card)? = scene.actions.compactMap(\.published).last?.content else {
            Issue.record("no card")
            return
        }
        #expect(card.fromAgent == Scene.ana)
        #expect(card.note == "cliente quer falar do contrato")
        #expect(scene.conversation.openCard(in: Scene.acme) == card)
    }

    @Test func `the accept makes it the other agent's, at the desk, too`() {
        var scene = Self.offered()
        scene.accept(by: Scene.carla, offer: "o2")
        #expect(scene.told == ["transferred accepted", "accepted", "withdrawn accepted"])
        #expect(scene.lines == ["Carla Reis está atendendo você."])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o2"), .accepted), .released(Scene.ana)])
        #expect(scene.conversation.servingAgent == Scene.carla)
        scene.agentSay("ainda eu")
        #expect(scene.rejection == .notYourConversation)
        scene.accept(by: Scene.carla, offer: "o2")
        #expect(scene.rejection == .offerTaken)
    }

    @Test func `a save under way is not forgotten by the transfer`() {
        var scene = Self.offered()
        scene.save(final: false)
        scene.accept(by: Scene.carla, offer: "o2")
        guard case .inService(let service) = scene.conversation.state else { Issue.record("not in service"); return }
        #expect(service.pendingSaves == 1)
    }

    @Test func `nobody accepts within two minutes: it comes back with the reason`() {
        var scene = Self.offered()
        let token = "\(scene.now.milliseconds)"
        scene.fire(.transfer, token: token, after: .seconds(120))
        #expect(scene.told == ["withdrawn cancelled", "transferred returned timeout"])
        #expect(scene.toldDesk == [.placeGivenBack])
        #expect(scene.conversation.servingAgent == Scene.ana)
        scene.accept(by: Scene.carla, offer: "o2")
        #expect(scene.rejection == .offerExpired)
    }

    @Test func `an older transfer's clock does not end a newer one`() {
        var scene = Self.requested()
        let token = "\(scene.now.milliseconds)"
        scene.cancelTransfer()
        scene.now = scene.now + .seconds(60)
        scene.transfer(to: .queue(Scene.sup))
        scene.fire(.transfer, token: token, after: .seconds(60))
        #expect(scene.told.isEmpty)
    }

    @Test func `the source can take it back`() {
        var scene = Self.offered()
        scene.cancelTransfer()
        #expect(scene.told == ["withdrawn cancelled", "transferred cancelled cancelled"])
        scene.cancelTransfer()
        #expect(scene.rejection == .wrongState)
    }

    @Test func `what is for one agent comes back when he declines, with what he said`() {
        var scene = Self.offered(to: .agent(Scene.bruno), agent: Scene.bruno)
        let cause = scene.cause(.agent(Scene.bruno))
        scene.apply(.declined(Scene.bruno, OfferID(trusted: "o2"), reason: "ocupado", cause))
        #expect(scene.told == ["withdrawn declined", "transferred returned declined"])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o2"), .declined), .placeGivenBack])
    }

    @Test func `what is for a queue goes to its next member when one declines`() {
        var scene = Self.offered()
        scene.apply(.declined(Scene.carla, OfferID(trusted: "o2"), reason: nil, scene.cause(.agent(Scene.carla))))
        #expect(scene.told == ["withdrawn declined"])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o2"), .declined)])
    }

    @Test func `a card nobody answers is missed by who was asked`() {
        var scene = Self.offered(to: .agent(Scene.bruno), agent: Scene.bruno)
        scene.fire(.offer, token: "o2", after: .seconds(30))
        #expect(scene.told == ["withdrawn expired", "transferred returned expired"])
        #expect(scene.toldDesk.first == .resolved(OfferID(trusted: "o2"), .expired))
    }

    @Test(
        arguments: [
            (Conversation.Destination.queue(QueueID(trusted: "x")), RejectionCode.unknownQueue, nil),
            (.agent(AgentID(trusted: "x")), .unknownAgent, nil),
            (.agent(Scene.ana), .wrongState, nil),
            (.agent(Scene.carla), .notAMember, "transferred refused not_a_member"),
            (.queue(QueueID(trusted: "noite")), .unavailable, "transferred refused out_of_hours"),
        ] as [(Conversation.Destination, RejectionCode, String?)])
    func `the target is checked first`(
        destination: Conversation.Destination, code: RejectionCode, told: String?
    ) {
        var scene = Scene.inService()
        scene.transfer(to: destination)
        #expect(scene.rejection == code)
        #expect(scene.told == (told.map { [$0] } ?? []))
        #expect(scene.toldDesk.isEmpty)
    }

    @Test func `a closed queue's refusal says when it opens`() {
        var scene = Scene.inService()
        scene.transfer(to: .queue(QueueID(trusted: "noite")))
        #expect(scene.refusal?.details == ["reason": "out_of_hours", "nextOpenAt": Scene.reopening.rfc3339])
    }

    @Test func `nobody there: the desk's refusal reaches who asked, and he keeps the customer`() {
        var scene = Scene.inService()
        scene.transfer(to: .queue(Scene.sup))
        scene.desk(.refused(.noAgentLoggedIn, checks: [], ticket: 2))
        #expect(scene.told == ["transferred refused no_agent_logged_in"])
        #expect(scene.rejection == .unavailable)
        #expect(scene.refusal?.cause.sender == .agent(Scene.ana))
        var other = Scene.inService()
        other.transfer(to: .agent(Scene.bruno))
        other.desk(.refused(.noAgentLoggedIn, checks: [], ticket: 2))
        #expect(other.rejection == .notLoggedIn)
    }

    @Test func `one transfer at a time, and only of one's own conversation`() {
        var scene = Self.requested()
        scene.transfer(to: .agent(Scene.bruno))
        #expect(scene.rejection == .wrongState)
        scene.transfer(to: .agent(Scene.bruno), by: Scene.bruno)
        #expect(scene.rejection == .notYourConversation)
        scene.finish()
        scene.transfer(to: .agent(Scene.bruno))
        #expect(scene.rejection == .conversationClosed)
    }

    @Test func `the end of the session ends the transfer`() {
        var scene = Self.offered()
        scene.leave()
        #expect(
            scene.told == [
                "withdrawn customer_left", "transferred cancelled ended", "finished customer closed",
            ])
    }

    @Test func `an agent lost in the middle of a transfer leads to the head of his own queue`() {
        var scene = Self.offered()
        scene.desk(.agentLost(Scene.ana, since: scene.now))
        scene.fire(.agentLostReturn, token: "\(scene.now.milliseconds)", after: .seconds(60))
        #expect(
            scene.told == [
                "withdrawn requeued", "transferred cancelled requeued", "decided requeue", "notice requeued",
            ])
        guard case .enqueue(let place)? = scene.toldDesk.last else { Issue.record("not queued again"); return }
        #expect(place.atHead && place.queue == Scene.fin)
    }

    @Test func `an answer of the desk to an older request for a place comes too late`() {
        var scene = Self.requested()
        scene.cancelTransfer()
        scene.transfer(to: .queue(Scene.sup))
        let stale = Conversation.Offer(
            id: OfferID(trusted: "o2"), agent: Scene.carla, expiresAt: scene.now + .seconds(30))
        scene.desk(.assigned(stale, Decision(.assign, checks: []), ticket: 2))
        #expect(scene.toldDesk == [.resolved(stale.id, .gone)])
        #expect(scene.told.isEmpty)
        scene.desk(.enqueued(position: 1, checks: [], ticket: 2))
        #expect(scene.told.isEmpty)
        scene.desk(.enqueued(position: 1, checks: [], ticket: 4))
        #expect(scene.told == ["decided transfer", "transferred requested"])
    }
}

extension Conversation.Action {
    fileprivate var published: ConversationEvent? {
        if case .publish(let event) = self { event } else { nil }
    }
}
