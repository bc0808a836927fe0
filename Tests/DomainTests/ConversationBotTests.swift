import Domain
import Identifiers
import Testing

/// Rule 13: the bot's turns, and the clock that runs for its answers.
struct ConversationBotTests {
    @Test func `a bot is told of the start and of every message`() {
        var scene = Scene(channel: "robot")
        #expect(scene.told == ["opened", "decided bot"])
        #expect(scene.toldBot == [.turn(turn(1), .start, nil)])
        #expect(scene.timersSet == [.idle])
        scene.say("oi")
        #expect(scene.toldBot == [.turn(turn(2), .message, Said(text: "oi"))])
        #expect(scene.clocks == [.botAnswer: .seconds(20)])
    }

    @Test func `every line of a bot's reply has its own message id`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        let cause = scene.cause(.bot(Scene.menu))
        scene.apply(.botReplied(Scene.menu, [Said(text: "um"), Said(text: "dois")], to: nil, cause))
        let ids = scene.actions.compactMap { action -> String? in
            guard case .publish(let event) = action, case .message(_, let id) = event.content else { return nil }
            return id
        }
        #expect(ids == [cause.id, "\(cause.id).2"])
    }

    @Test func `a silent bot is replaced by the subjects, and what it says later is fenced off and kept`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.fire(.botAnswer, token: "t2", after: .seconds(20))
        #expect(scene.told == ["notice bot_replaced", "decided offer_subjects", "subjects"])
        #expect(scene.toldBot == [.taken(.timeout)])
        #expect(scene.checks.first == Check("bot", "bot_timeout", detail: "menu"))
        let cause = scene.reply("desculpe")
        #expect(scene.rejection == .botReplaced)
        #expect(scene.told.isEmpty)
        #expect(scene.toldBook == [.fencedOff(Scene.menu, ["desculpe"], cause, wanting: nil)])
    }

    @Test func `T55: a bot that acknowledges gets sixty seconds from the customer's message, once`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.now = scene.now + .seconds(10)
        scene.acknowledge(2)
        #expect(scene.clocks == [.botAnswer: .seconds(50)])
        scene.acknowledge(2)
        #expect(scene.actions.isEmpty)
        scene.fire(.botAnswer, token: "t2", after: .seconds(10))
        #expect(scene.told.isEmpty)
        #expect(scene.clocks == [.botAnswer: .seconds(40)])
        scene.fire(.botAnswer, token: "t2", after: .seconds(40))
        #expect(scene.told.first == "notice bot_replaced")
    }

    @Test func `every message of the customer has its own twenty seconds`() {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.now = scene.now + .seconds(15)
        scene.say("alguém?")
        #expect(scene.clocks == [.botAnswer: .seconds(5)])
        scene.reply("olá", to: 2)
        #expect(scene.clocks == [.botAnswer: .seconds(20)])
        scene.fire(.botAnswer, token: "t2", after: .seconds(5))
        #expect(scene.actions.isEmpty)
        scene.fire(.botAnswer, token: "t3", after: .seconds(15))
        #expect(scene.told.first == "notice bot_replaced")
    }

    @Test func `an answer to the newest turn answers the ones before, an answer without a turn all of them`() {
        for turn in [3, nil] {
            var scene = Scene(channel: "robot")
            scene.say("oi")
            scene.say("alguém?")
            scene.reply("olá", to: turn)
            #expect(scene.timersSet.isEmpty)
            #expect(scene.actions.contains(.cancelTimer(.botAnswer)))
        }
    }

    @Test(arguments: ["nada", "t0", "t9", "t-1", "t99999999999999999999"])
    func `an answer to a turn that was never given is shown, and is an answer to all of them`(turn: String) {
        var scene = Scene(channel: "robot")
        scene.say("oi")
        scene.apply(
            .botReplied(Scene.menu, [Said(text: "?")], to: TurnID(trusted: turn), scene.cause(.bot(Scene.menu))))
        #expect(scene.told == ["message"])
        #expect(scene.clocks.isEmpty)
        #expect(scene.actions.contains(.cancelTimer(.botAnswer)))
    }

    @Test func `the clocks of very many unanswered messages are bounded`() {
        var scene = Scene(channel: "robot")
        for _ in 0..<200 { scene.say("oi") }
        guard case .withBot(let talk) = scene.conversation.state, case .asked(let questions) = talk.phase else {
            Issue.record("the bot is not asked")
            return
        }
        #expect(questions.count == 50)
        scene.reply("calma", to: 60)
        #expect(scene.clocks == [.botAnswer: .seconds(20)])
        scene.fire(.botAnswer, token: "t201", after: .seconds(20))
        #expect(scene.told.first == "notice bot_replaced")
    }

    @Test func `an answer to the last of very many messages answers them all`() {
        var scene = Scene(channel: "robot")
        for _ in 0..<200 { scene.say("oi") }
        scene.reply("calma", to: 201)
        #expect(scene.actions.contains(.cancelTimer(.botAnswer)))
    }

    @Test func `a bot that ends the talk contains it`() {
        var scene = Scene(channel: "robot")
        scene.apply(.botEnded(Scene.menu, reason: nil, scene.cause(.bot(Scene.menu))))
        #expect(scene.told == ["decided close", "closed bot_contained"])
        #expect(scene.toldBot == [.closed(reason: .botContained)])
        scene.reply("ainda aqui")
        #expect(scene.rejection == .conversationClosed)
        #expect(scene.toldBook.count == 1)
    }

    @Test func `why a bot ended the talk is in the decision`() {
        var scene = Scene(channel: "robot")
        scene.apply(.botEnded(Scene.menu, reason: "resolvido", scene.cause(.bot(Scene.menu))))
        #expect(scene.checks == [Check("bot", "ended", detail: "resolvido")])
    }

    @Test func `rule 23: a picked option is written by its label, also after a line without options`() {
        var scene = Scene(channel: "robot")
        let menu = Said(text: "Escolha", options: [.init(id: "a", label: "2ª via"), .init(id: "b", label: "Outro")])
        scene.apply(.botReplied(Scene.menu, [menu, Said(text: "Estou aqui.")], to: nil, scene.cause(.bot(Scene.menu))))
        scene.pick("a")
        #expect(scene.lines == ["2ª via"])
        scene.apply(
            .botReplied(
                Scene.menu, [Said(text: "E agora?", options: [.init(id: "b", label: "Sair")])], to: nil,
                scene.cause(.bot(Scene.menu))))
        scene.pick("b")
        #expect(scene.lines == ["Sair"])
        scene.pick("a")
        #expect(scene.lines == ["2ª via"])
    }

    @Test func `the options kept are bounded`() {
        var scene = Scene(channel: "robot")
        for number in 0..<300 {
            let said = Said(text: "?", options: [.init(id: "o\(number)", label: "l\(number)")])
            scene.apply(.botReplied(Scene.menu, [said], to: nil, scene.cause(.bot(Scene.menu))))
        }
        #expect(scene.conversation.facts.options.count == 100)
        #expect(scene.conversation.facts.options.first?.id == "o299")
    }

    @Test func `rule 12: thirty minutes of silence with the bot contain the talk`() {
        var scene = Scene(channel: "robot")
        scene.fire(.idle, after: .seconds(1_800))
        #expect(scene.told == ["decided close", "closed bot_contained"])
        #expect(scene.toldBot == [.closed(reason: .botContained)])
    }

    @Test func `T52: the calendar says nothing while the bot answers`() {
        var scene = Scene(channel: "robot2")
        scene.say("oi")
        scene.reply("olá")
        #expect(scene.told == ["message"])
        #expect(scene.lines == ["olá"])
    }

    private func turn(_ number: Int) -> TurnID { TurnID(trusted: "t\(number)") }
}

extension Scene {
    mutating func pick(_ option: String) {
        apply(.customerSaid(Said(optionId: option), cause(.session(conversation.identity.session))))
    }

    @discardableResult
    mutating func reply(_ text: String, to turn: Int? = nil) -> Cause {
        let cause = cause(.bot(Self.menu))
        apply(.botReplied(Self.menu, [Said(text: text)], to: turn.map { TurnID(trusted: "t\($0)") }, cause))
        return cause
    }

    mutating func acknowledge(_ turn: Int) {
        apply(.botAcknowledged(Self.menu, TurnID(trusted: "t\(turn)"), cause(.bot(Self.menu))))
    }

    /// What the decisions published now list.
    var checks: [Check] {
        actions.flatMap { action -> [Check] in
            guard case .publish(let event) = action, case .decided(let decision) = event.content else { return [] }
            return decision.checks
        }
    }
}
