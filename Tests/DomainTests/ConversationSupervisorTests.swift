import Domain
import Identifiers
import Testing

/// Rule 22 and complaint T15, from the conversation's side.
struct ConversationSupervisorTests {
    private static func waiting() -> Scene {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 1, checks: []))
        return scene
    }

    private static func wrapUp() -> Scene {
        var scene = Scene.inService()
        scene.finish()
        return scene
    }

    @Test func `T15: a supervisor can end a conversation in every state`() {
        for var scene in [Scene(), Scene(channel: "robot"), Self.waiting(), Scene.offered(), Self.wrapUp()] {
            scene.supervise(.close)
            #expect(scene.rejection == nil)
            #expect(scene.conversation.isClosed)
            #expect(scene.told.first == "decided close")
            scene.supervise(.close)
            #expect(scene.rejection == .conversationClosed)
        }
        var scene = Scene.inService()
        scene.supervise(.close)
        #expect(scene.told == ["decided close", "finished supervisor supervisor"])
        scene.supervise(.close)
        #expect(scene.told == ["decided close", "closed unsaved"])
    }

    @Test func `the reason and the supervisor are kept in the decision`() {
        var scene = Scene.inService()
        scene.supervise(.close, because: "teste de carga")
        let decision = scene.actions.compactMap(\.decision).first
        #expect(decision?.checks == [Check("supervisor", "closed", detail: "rui: teste de carga")])
    }

    @Test func `whoever waits and is closed is told so in words`() {
        var scene = Self.waiting()
        scene.supervise(.close)
        #expect(scene.lines == ["O atendimento foi encerrado. Protocolo 20261122000000017."])
        #expect(scene.told == ["decided close", "notice supervisor_closed", "closed abandoned_queue"])
        #expect(scene.toldDesk == [.left])
    }

    @Test func `requeued from service: the head of the queue, the agent free and not asked again`() {
        var scene = Scene.inService()
        scene.supervise(.requeue)
        #expect(scene.told == ["decided requeue", "notice requeued"])
        #expect(scene.toldDesk.first == .released(Scene.ana))
        guard case .enqueue(let place)? = scene.toldDesk.last else { Issue.record("not queued"); return }
        #expect(place.atHead)
        #expect(place.notTo?.agent == Scene.ana)
    }

    @Test func `a requeued card goes from its agent to the next, at the same place`() {
        var scene = Scene.offered()
        scene.supervise(.requeue)
        #expect(scene.told == ["decided requeue", "withdrawn requeued"])
        #expect(scene.toldDesk == [.resolved(OfferID(trusted: "o1"), .declined)])
    }

    @Test func `requeueing what is in no queue is refused`() {
        var choosing = Scene()
        choosing.supervise(.requeue)
        #expect(choosing.rejection == .wrongState)
        var waiting = Self.waiting()
        waiting.supervise(.requeue)
        #expect(waiting.rejection == .wrongState)
        var ended = Self.wrapUp()
        ended.supervise(.requeue)
        #expect(ended.rejection == .conversationClosed)
    }

    @Test func `whoever waits is brought into another queue and keeps the time he has waited`() {
        var scene = Self.waiting()
        let since = scene.now
        scene.now = scene.now + .seconds(50)
        scene.supervise(.reassign(.queue(Scene.sup)))
        #expect(scene.told == ["decided reassign"])
        guard scene.toldDesk.count == 2, case .enqueue(let place)? = scene.toldDesk.last else {
            Issue.record("not moved")
            return
        }
        #expect(scene.toldDesk.first == .placeGivenBack)
        #expect(place.since == since && place.queue == Scene.sup && place.hadPlace == true)
    }

    @Test func `a bot's customer is brought before an agent, and the bot is out`() {
        var scene = Scene(channel: "robot")
        scene.supervise(.reassign(.agent(Scene.bruno)))
        #expect(scene.toldBot == [.taken(.agent)])
        guard case .enqueue(let place)? = scene.toldDesk.last else { Issue.record("not queued"); return }
        #expect(place.toAgent == Scene.bruno)
        #expect(scene.clocks[.transfer] == .seconds(120))
    }

    @Test func `an agent who does not take what he was given makes it everybody's`() {
        var scene = Self.waiting()
        scene.supervise(.reassign(.agent(Scene.bruno)))
        scene.desk(.enqueued(position: 1, checks: [], ticket: 2))
        scene.fire(.transfer, after: .seconds(120))
        #expect(scene.told == ["decided requeue"])
        guard case .enqueue(let place)? = scene.toldDesk.last else { Issue.record("not queued"); return }
        #expect(place.toAgent == nil)
        #expect(place.notTo?.agent == Scene.bruno)
    }

    @Test func `a conversation in service is transferred, and stays until somebody accepts`() {
        var scene = Scene.inService()
        scene.supervise(.reassign(.agent(Scene.carla)))
        guard case .enqueue(let place)? = scene.toldDesk.last else { Issue.record("no transfer"); return }
        #expect(place.toAgent == Scene.carla && place.queue == Scene.sup)
        #expect(scene.conversation.servingAgent == Scene.ana)
    }

    @Test func `unknown targets are named`() {
        var scene = Scene.inService()
        scene.supervise(.reassign(.queue(QueueID(trusted: "x"))))
        #expect(scene.rejection == .unknownQueue)
        scene.supervise(.reassign(.agent(AgentID(trusted: "x"))))
        #expect(scene.rejection == .unknownAgent)
    }

    @Test func `an agent logged out by a supervisor loses his conversations at once`() {
        var scene = Scene.inService()
        scene.desk(.agentDismissed(Scene.ana, by: SupervisorID(trusted: "rui"), reason: "fim de turno"))
        #expect(scene.told == ["decided requeue", "notice requeued"])
        scene.desk(.agentDismissed(Scene.ana, by: SupervisorID(trusted: "rui"), reason: "fim de turno"))
        #expect(scene.told.isEmpty)
    }

    @Test func `a supervisor's final save ends the wrap-up, before it is a draft`() {
        let change = RecordChange(revision: 1, customer: nil, service: nil, final: true)
        var scene = Scene.inService()
        scene.supervise(.save(change))
        guard case .save(let draft, let agent, let cause)? = scene.toldBook.first else { Issue.record("lost"); return }
        #expect(!draft.final && agent == nil && cause.sender == .supervisor(SupervisorID(trusted: "rui")))
        scene.finish()
        scene.supervise(.save(change))
        scene.book(.saved(final: true))
        #expect(scene.told == ["closed answered"])
    }
}

extension Conversation.Action {
    fileprivate var decision: Decision? {
        guard case .publish(let event) = self, case .decided(let decision) = event.content else { return nil }
        return decision
    }
}
