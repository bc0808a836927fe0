import Domain
import Identifiers
import Testing

struct ConversationOpeningTests {
    @Test func `the first line of every conversation is its protocol number`() {
        let scene = Scene()
        #expect(scene.told == ["opened", "decided offer_subjects", "subjects"])
        #expect(scene.lines.first == "Seu protocolo é 20261122000000017.")
    }

    @Test func `a channel without bot and without subjects answers the standard text and closes`() {
        let scene = Scene(channel: "empty")
        #expect(scene.told == ["opened", "decided refuse", "refused no_subjects", "closed refused"])
        #expect(scene.lines.last == "Fora do horário de atendimento")
    }

    @Test func `a picked subject asks the desk for a place in its queue`() {
        var scene = Scene()
        scene.selectSubject()
        #expect(scene.rejection == nil)
        guard case .enqueue(let place)? = scene.toldDesk.first else { Issue.record("no place was asked for"); return }
        #expect(place.queue.text == "fin")
        #expect(!place.atHead)
    }

    @Test func `an unknown subject is refused and the subjects stay offered`() {
        var scene = Scene()
        scene.selectSubject("nada")
        #expect(scene.rejection == .unknownSubject)
        #expect(scene.conversation.state == .choosing)
    }

    @Test func `text sent while subjects are offered is recorded and the subjects are offered again`() {
        var scene = Scene()
        scene.say("oi")
        #expect(scene.told == ["message", "subjects"])
        #expect(scene.lines.first == "oi")
    }

    @Test func `starting a live session again has no effect and a closed one is refused`() {
        var scene = Scene()
        scene.apply(.started(scene.cause(.session(scene.conversation.identity.session))))
        #expect(scene.actions.isEmpty)
        scene.leave()
        #expect(scene.told == ["decided close", "closed abandoned_queue"])
        scene.apply(.started(scene.cause(.session(scene.conversation.identity.session))))
        #expect(scene.rejection == .conversationClosed)
    }

    @Test func `nobody logged in gives the standard text with its reason and closes`() {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.refused(.noAgentLoggedIn, checks: []))
        #expect(scene.told == ["decided refuse", "refused no_agent_logged_in", "closed refused"])
    }

    @Test func `thirty minutes of silence at the choice of subject close the conversation`() {
        var scene = Scene()
        scene.fire(.idle, after: .seconds(1_799))
        #expect(scene.timersSet == [.idle])
        scene.fire(.idle, after: .seconds(1))
        #expect(scene.told == ["decided close", "closed customer_timeout"])
    }

    @Test func `events are numbered without gaps and never dated before the last one`() {
        var scene = Scene()
        let opened = scene.actions.compactMap { if case .publish(let event) = $0 { event } else { nil } }
        #expect(opened.map(\.seq) == [1, 2, 3])
        scene.now = scene.now - .seconds(3_600)
        scene.say("o relógio andou para trás")
        let later = scene.actions.compactMap { if case .publish(let event) = $0 { event } else { nil } }
        #expect(later.map(\.seq) == [4, 5])
        #expect(later.allSatisfy { $0.at >= opened[2].at })
    }
}
