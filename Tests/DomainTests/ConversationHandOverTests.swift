import Domain
import Identifiers
import Testing

/// Rule 14: a bot asks for a human.
struct ConversationHandOverTests {
    @Test func `a hand-over to a subject queues in its queue, and the bot is out`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(subject: "boleto")
        #expect(scene.place?.queue.text == "fin")
        #expect(scene.toldBot.isEmpty)
        scene.desk(.enqueued(position: 1, checks: []))
        #expect(scene.told == ["decided enqueue", "queued 1"])
        #expect(scene.toldBot == [.taken(.queue)])
        scene.reply("até logo")
        #expect(scene.rejection == .botReplaced)
    }

    @Test func `a hand-over to a queue needs no subject`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(queue: "fin")
        #expect(scene.place?.queue.text == "fin")
    }

    @Test func `a hand-over to nothing in particular offers the subjects`() {
        var scene = Scene(channel: "robot2")
        scene.handOver()
        #expect(scene.told == ["decided offer_subjects", "subjects"])
        #expect(scene.toldBot == [.taken(.queue)])
    }

    @Test func `with one subject it is chosen`() {
        var scene = Scene(channel: "robot")
        scene.handOver()
        #expect(scene.place?.queue.text == "fin")
        #expect(scene.place?.checks?.contains(Check("target", "only_subject", detail: "boleto")) == true)
    }

    @Test func `T57: a misspelt target goes to the default queue`() {
        var scene = Scene(channel: "robot")
        scene.handOver(queue: "finnn")
        #expect(scene.place?.queue.text == "fin")
        #expect(scene.place?.checks?.contains(Check("target", "default_queue", detail: "finnn")) == true)
        scene.desk(.enqueued(position: 1, checks: []))
        #expect(scene.toldBot == [.taken(.queue)])
    }

    @Test func `T57: without a default queue a misspelt target is refused`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(subject: "boletto")
        #expect(scene.told == ["decided refuse_hand_over"])
        #expect(scene.toldBot == [.transferRejected(.noSubjects, nextOpenAt: nil)])
    }

    @Test func `T21: a refused hand-over leaves the bot the word, then the customer gets the standard text`() {
        var scene = Scene(channel: "robot")
        scene.handOver()
        scene.desk(.refused(.queueFull, checks: []))
        #expect(scene.toldBot == [.transferRejected(.queueFull, nextOpenAt: nil)])
        #expect(scene.clocks == [.botAfterRefusal: .seconds(10)])
        scene.fire(.botAfterRefusal, after: .seconds(10))
        #expect(scene.told == ["decided refuse", "refused queue_full", "closed refused"])
        #expect(scene.toldBot == [.taken(.timeout)])
    }

    @Test func `a closed queue tells the bot when it opens; silent, it leaves the customer to the standard text`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(subject: "noite")
        #expect(scene.toldDesk.isEmpty)
        #expect(scene.toldBot == [.transferRejected(.outOfHours, nextOpenAt: Scene.reopening)])
        scene.fire(.botAfterRefusal, after: .seconds(10))
        #expect(scene.told == ["decided refuse", "refused out_of_hours", "closed refused"])
        guard case .publish(let event)? = scene.actions.first(where: { $0.publishedName == "refused out_of_hours" }),
            case .refused(_, let next, _, let target) = event.content
        else { return }
        #expect(next == Scene.reopening)
        #expect(target?.subject?.text == "noite")
    }

    @Test func `a closed queue with a form offers it once the bot has had its chance`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(queue: "papel")
        scene.fire(.botAfterRefusal, after: .seconds(10))
        #expect(scene.told == ["decided refuse", "refused out_of_hours with form"])
        scene.submit(["mail": "maria@cliente.example", "texto": "Liguem, por favor"])
        #expect(scene.told == ["form received", "closed offline_form"])
    }

    @Test func `a bot that speaks after a refusal stays in the talk`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(subject: "noite")
        scene.reply("Abrimos em março. Posso ajudar com outra coisa?")
        #expect(scene.told == ["message"])
        scene.fire(.botAfterRefusal, after: .seconds(10))
        #expect(scene.actions.isEmpty)
        scene.say("não, obrigado")
        #expect(scene.clocks == [.botAnswer: .seconds(20)])
        scene.handOver(subject: "boleto")
        #expect(scene.place?.queue.text == "fin")
    }

    @Test func `a customer who writes after a refusal does not stop the bot's ten seconds`() {
        var scene = Scene(channel: "robot2")
        scene.handOver(subject: "noite")
        scene.say("alô?")
        #expect(scene.toldBot.count == 1)
        #expect(scene.timersSet.isEmpty)
        scene.fire(.botAfterRefusal, after: .seconds(10))
        #expect(scene.told.first == "decided refuse")
    }

    @Test func `T56: a second hand-over while the first is under way is refused`() {
        var scene = Scene(channel: "robot")
        scene.handOver()
        scene.handOver()
        #expect(scene.rejection == .wrongState)
    }

    @Test func `what the bot knows comes with the card`() {
        var scene = Scene(channel: "robot")
        scene.handOver(summary: "Quer a 2ª via.", attributes: ["contrato": "4711"])
        #expect(scene.conversation.facts.summary == "Quer a 2ª via.")
        #expect(scene.conversation.facts.attributes == ["contrato": "4711"])
    }

    @Test func `attributes of several hand-overs are bounded in number and in bytes, the newest go before`() {
        var scene = Scene(channel: "robot2")
        for round in 0..<4 {
            var attributes: [String: String] = [:]
            for number in 0..<20 { attributes["a\(round)-\(number)"] = String(repeating: "\u{1}", count: 500) }
            scene.handOver(queue: "noite", attributes: attributes)
        }
        let kept = scene.conversation.facts.attributes
        #expect(kept.count <= Attributes.countLimit)
        #expect((0..<20).allSatisfy { kept["a3-\($0)"] != nil })
        let bytes = kept.values.reduce(0) { $0 + $1.utf8.count * 6 }
        #expect(bytes <= Attributes.byteLimit)
        #expect(scene.checks.contains { $0.check == "attributes" && $0.result == "too_many" })
    }

    @Test func `where a bot wanted to hand over to after it was out is kept`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.fire(.botAnswer, token: "t2", after: .seconds(20))
        scene.handOver(subject: "boleto", attributes: ["contrato": "4711"])
        guard case .fencedOff(_, _, _, let handOver?)? = scene.toldBook.first else {
            Issue.record("nothing was kept")
            return
        }
        #expect(handOver.subject?.text == "boleto")
        #expect(handOver.attributes == ["contrato": "4711"])
    }

    @Test func `a customer who leaves during a hand-over gives his place back`() {
        var scene = Scene(channel: "robot")
        scene.handOver()
        scene.leave()
        #expect(scene.toldDesk == [.placeGivenBack])
        #expect(scene.told == ["decided close", "closed bot_contained"])
    }
}

extension Scene {
    mutating func handOver(
        subject: String? = nil, queue: String? = nil, summary: String? = nil, attributes: [String: String] = [:]
    ) {
        let handOver = Conversation.HandOver(
            subject: subject.map(SubjectID.init(trusted:)), queue: queue.map(QueueID.init(trusted:)), summary: summary,
            attributes: attributes)
        apply(.botHandedOver(Self.menu, handOver, cause(.bot(Self.menu))))
    }

    /// The place that was asked for now.
    var place: Desk.PlaceRequest? {
        toldDesk.compactMap { if case .enqueue(let place) = $0 { place } else { nil } }.first
    }
}
