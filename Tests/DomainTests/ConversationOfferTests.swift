import Domain
import Identifiers
import Testing

struct ConversationOfferTests {
    @Test func `a free agent is offered a card that stands for its time`() {
        let scene = Scene.offered()
        #expect(scene.told == ["decided assign", "offered"])
        #expect(scene.timersSet == [.offer])
    }

    @Test func `accepting puts the agent in service and tells both sides`() {
        let scene = Scene.inService()
        #expect(scene.told == ["accepted", "withdrawn accepted"])
        #expect(scene.lines == ["Ana Souza está atendendo você."])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o1"), .accepted)])
    }

    @Test func `T01: of two accepts exactly one wins and the other is told that the offer is taken`() {
        var scene = Scene.inService()
        scene.accept()
        #expect(scene.rejection == .offerTaken)
        #expect(scene.told.isEmpty)
    }

    @Test func `another agent cannot accept a card that is not his`() {
        var scene = Scene.offered()
        scene.accept(by: Scene.bruno)
        #expect(scene.rejection == .notYourConversation)
    }

    @Test func `T10: without a live offer there is nothing to accept`() {
        var scene = Scene()
        scene.selectSubject()
        scene.accept()
        #expect(scene.rejection == .offerExpired)
    }

    @Test func `a declined card goes back to the queue at its place`() {
        var scene = Scene.offered()
        guard case .offered(let before, _) = scene.conversation.state else { Issue.record("not offered"); return }
        scene.decline()
        #expect(scene.told == ["withdrawn declined"])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o1"), .declined)])
        #expect(scene.conversation.state == .waiting(before))
    }

    @Test func `an offer nobody answers expires, and a late accept of it is refused`() {
        var scene = Scene.offered()
        scene.fire(.offer, token: "o1", after: .seconds(30))
        #expect(scene.told == ["withdrawn expired"])
        scene.accept()
        #expect(scene.rejection == .offerExpired)
    }

    @Test func `an accept that is handled before the expiry wins`() {
        var scene = Scene.inService()
        scene.fire(.offer, token: "o1", after: .seconds(30))
        #expect(scene.actions.isEmpty)
    }

    @Test func `a withdrawn card is answered so that the desk can offer it on`() {
        var scene = Scene.offered()
        scene.desk(.withdraw(OfferID(trusted: "o1"), .agentUnavailable))
        #expect(scene.told == ["withdrawn agent_unavailable"])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o1"), .withdrawn)])
    }

    @Test func `a customer who leaves takes his card along`() {
        var scene = Scene.offered()
        scene.leave()
        #expect(scene.told == ["decided close", "withdrawn customer_left", "closed abandoned_queue"])
        #expect(scene.toldDesk == [.left])
    }

    @Test func `an offer for a conversation that has moved on is answered gone`() {
        var scene = Scene.offered()
        scene.leave()
        scene.desk(
            .assigned(
                .init(id: OfferID(trusted: "o2"), agent: Scene.ana, expiresAt: scene.now), .init(.assign, checks: [])))
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o2"), .gone)])
        scene.desk(.askedBack(OfferID(trusted: "o2")))
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o2"), .gone)])
    }

    @Test func `a parked conversation voids its offer and asks for its old place when it is over`() {
        var scene = Scene.offered()
        guard case .offered(let before, _) = scene.conversation.state else {
            Issue.record("not offered")
            return
        }
        scene.apply(.parked(.handlingFailed))
        #expect(scene.told == ["parked", "withdrawn requeued"])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o1"), .gone)])
        scene.now = scene.now + .seconds(60)
        scene.apply(.unparked(.handlingFailed))
        guard case .enqueue(let place)? = scene.toldDesk.first else {
            Issue.record("left in limbo")
            return
        }
        #expect(place.since == before.since)
    }

    @Test func `a position is told when it changes and only then`() {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 3, checks: []))
        #expect(scene.told == ["decided enqueue", "queued 3"])
        scene.desk(.position(3))
        #expect(scene.told.isEmpty)
        scene.desk(.position(2))
        #expect(scene.told == ["queued 2"])
    }
}
