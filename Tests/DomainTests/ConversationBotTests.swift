import Domain
import Identifiers
import Testing

struct ConversationBotTests {
    @Test func `a bot is told of the start and of every message`() {
        var scene = Scene(channel: "robot")
        #expect(scene.told == ["opened", "decided bot"])
        #expect(scene.toldBot == [.turn(TurnID(trusted: "t1"), .start, nil)])
        scene.say("oi")
        #expect(scene.toldBot == [.turn(TurnID(trusted: "t2"), .message, Said(text: "oi"))])
        #expect(scene.timersSet == [.botAnswer])
    }

    @Test func `every line of a bot's reply has its own message id`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        let cause = scene.cause(.bot(Scene.menu))
        scene.apply(.botReplied(Scene.menu, [Said(text: "um"), Said(text: "dois")], cause))
        let ids = scene.actions.compactMap { action -> String? in
            guard case .publish(let event) = action, case .message(_, let id) = event.content else { return nil }
            return id
        }
        #expect(ids == [cause.id, "\(cause.id).2"])
    }

    @Test func `a silent bot is replaced by the subjects, and what it says later is fenced off`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.fire(.botAnswer, token: "t2", after: .seconds(20))
        #expect(scene.told == ["notice bot_replaced", "decided offer_subjects", "subjects"])
        #expect(scene.toldBot == [.taken(.timeout)])
        scene.apply(.botReplied(Scene.menu, [Said(text: "desculpe")], scene.cause(.bot(Scene.menu))))
        #expect(scene.rejection == .botReplaced)
    }

    @Test func `a bot that acknowledges gets its longer time once`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.apply(.botAcknowledged(Scene.menu, TurnID(trusted: "t2"), scene.cause(.bot(Scene.menu))))
        #expect(scene.timersSet == [.botAnswer])
        scene.apply(.botAcknowledged(Scene.menu, TurnID(trusted: "t2"), scene.cause(.bot(Scene.menu))))
        #expect(scene.timersSet.isEmpty)
    }

    @Test func `T57: a misspelt target goes to the default queue`() {
        var scene = Scene(channel: "robot")
        let handOver = Conversation.HandOver(queue: QueueID(trusted: "finnn"))
        scene.apply(.botHandedOver(Scene.menu, handOver, scene.cause(.bot(Scene.menu))))
        guard case .enqueue(let place)? = scene.toldDesk.first else { Issue.record("limbo"); return }
        #expect(place.queue.text == "fin")
        scene.desk(.enqueued(position: 1, checks: []))
        #expect(scene.toldBot == [.taken(.queue)])
    }

    @Test func `T21: a refused hand-over leaves the bot the word, then the customer gets the standard text`() {
        var scene = Scene(channel: "robot")
        scene.apply(.botHandedOver(Scene.menu, .init(), scene.cause(.bot(Scene.menu))))
        scene.desk(.refused(.queueFull, checks: []))
        #expect(scene.toldBot == [.transferRejected(.queueFull, nextOpenAt: nil)])
        scene.fire(.botAfterRefusal, after: .seconds(10))
        #expect(scene.told == ["decided refuse", "refused queue_full", "closed refused"])
    }

    @Test func `a bot that ends the talk contains it`() {
        var scene = Scene(channel: "robot")
        scene.apply(.botEnded(Scene.menu, scene.cause(.bot(Scene.menu))))
        #expect(scene.told == ["closed bot_contained"])
    }
}
