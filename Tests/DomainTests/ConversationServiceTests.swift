import Domain
import Identifiers
import Testing

struct ConversationServiceTests {
    @Test func `both sides see every line, a note only the agents`() {
        var scene = Scene.inService()
        scene.say("Olá")
        #expect(scene.lines == ["Olá"])
        scene.agentSay("Bom dia")
        #expect(scene.lines == ["Bom dia"])
        scene.agentSay("cliente nervoso", .internal)
        #expect(scene.told == ["note"])
        #expect(scene.lines.isEmpty)
        guard case .publish(let note)? = scene.actions.first else { Issue.record("no note"); return }
        #expect(!note.audience.customer)
    }

    @Test func `an agent who does not serve the conversation cannot speak in it`() {
        var scene = Scene.inService()
        scene.agentSay("intruso", by: Scene.bruno)
        #expect(scene.rejection == .notYourConversation)
    }

    @Test func `finishing ends the session, holds the capacity and keeps the record editable`() {
        var scene = Scene.inService()
        scene.finish()
        #expect(scene.told == ["finished agent finished"])
        #expect(scene.toldDesk == [.wrapUp(Scene.ana)])
        #expect(scene.timersSet == [.wrapUp])
        scene.say("ainda aí?")
        #expect(scene.rejection == .conversationClosed)
        scene.agentSay("tarde demais")
        #expect(scene.rejection == .conversationClosed)
    }

    @Test func `a final save closes the conversation once the book has it`() {
        var scene = Scene.inService()
        scene.finish()
        scene.save(final: true)
        #expect(scene.told.isEmpty)
        scene.book(.saved(final: true))
        #expect(scene.told == ["closed answered"])
        #expect(scene.toldDesk == [.released(Scene.ana)])
    }

    @Test func `before finishing every save is a draft`() {
        var scene = Scene.inService()
        scene.save(final: true)
        guard case .book(.save(let change, _, _))? = scene.actions.first else { Issue.record("not forwarded"); return }
        #expect(!change.final)
    }

    @Test func `the end of the wrap-up waits for a save under way`() {
        var scene = Scene.inService()
        scene.finish()
        scene.save(final: true)
        scene.fire(.wrapUp, after: .seconds(900))
        #expect(scene.told.isEmpty)
        scene.book(.saved(final: true))
        #expect(scene.told == ["closed answered"])
    }

    @Test func `a wrap-up without a save leaves the record pending, and the last agent may still save it`() {
        var scene = Scene.inService()
        scene.finish()
        scene.fire(.wrapUp, after: .seconds(900))
        #expect(scene.told == ["closed unsaved"])
        scene.save(final: true)
        #expect(scene.rejection == nil)
        #expect(scene.actions.count == 1)
    }

    @Test func `a stale save is refused to its sender and the conversation goes on`() {
        var scene = Scene.inService()
        scene.finish()
        scene.save(final: true)
        let cause = Cause(id: "m", type: "t", sender: .agent(Scene.ana))
        scene.book(.refused(.init(cause: cause, code: .staleRevision, message: "old", details: ["revision": "2"])))
        #expect(scene.rejection == .staleRevision)
        #expect(scene.conversation.servingAgent == Scene.ana)
    }

    @Test func `a lost agent is noticed after fifteen seconds and given up after sixty`() {
        var scene = Scene.inService()
        let since = scene.now
        scene.desk(.agentLost(Scene.ana, since: since))
        #expect(scene.timersSet == [.agentLostNotice, .agentLostReturn])
        scene.fire(.agentLostNotice, token: "\(since.milliseconds)", after: .seconds(15))
        #expect(scene.told == ["notice agent_lost"])
        scene.fire(.agentLostReturn, token: "\(since.milliseconds)", after: .seconds(45))
        #expect(scene.told == ["decided requeue", "notice requeued"])
        #expect(scene.toldDesk.first == .released(Scene.ana))
        guard case .enqueue(let place)? = scene.toldDesk.last else { Issue.record("not queued again"); return }
        #expect(place.atHead)
    }

    @Test func `an agent who is back in time goes on as if nothing had been`() {
        var scene = Scene.inService()
        let since = scene.now
        scene.desk(.agentLost(Scene.ana, since: since))
        scene.desk(.agentBack(Scene.ana))
        #expect(scene.told.isEmpty)
        scene.fire(.agentLostReturn, token: "\(since.milliseconds)", after: .seconds(60))
        #expect(scene.actions.isEmpty)
    }

    @Test func `a silent customer is warned once and then the session ends`() {
        var scene = Scene.inService()
        scene.fire(.idle, after: .seconds(1_200))
        #expect(scene.told == ["notice idle_warning"])
        scene.fire(.idle, after: .seconds(120))
        #expect(scene.told == ["finished system customer_timeout"])
    }

    @Test func `a customer who ends first leads to wrap-up`() {
        var scene = Scene.inService()
        scene.leave()
        #expect(scene.told == ["finished customer closed"])
    }

    @Test func `in wrap-up a start and an identification are answered that the session has ended`() {
        var scene = Scene.inService()
        scene.finish()
        scene.startAgain()
        #expect(scene.rejection == .conversationClosed)
        scene.identify(Customer(name: "Maria"))
        #expect(scene.rejection == .conversationClosed)
        #expect(scene.toldBook.isEmpty)
    }

    @Test func `an identification in service is told to the book with the agent who has the record open`() {
        var scene = Scene.inService()
        scene.identify(Customer(name: "Maria"))
        #expect(scene.toldBook == [.identified(Customer(name: "Maria"), shownTo: Scene.ana)])
    }
}
