import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// Nothing is ever left in limbo.
@Suite struct LimboTests {
    @Test("Rule 10: a lost agent's conversation goes to the head of its queue with its history and protocol (T35)")
    func lost() async throws {
        let stage = try await Stage(.lost)
        let other = try await stage.paused(2)
        let agent = try await stage.loggedIn(1)
        let visitor = try await stage.talk(with: agent)
        try await agent.logIn(lease: nil)
        let said = try await visitor.say("Você está aí?")
        let waiting = try await stage.visitor()
        #expect(try await waiting.enter().position == 1)
        #expect(try await visitor.party.expect(Event.ConversationNotice.self).code == .agentLost)
        #expect(try await visitor.party.expect(Event.ConversationNotice.self).code == .requeued)
        #expect(try await visitor.party.expect(Event.ConversationQueued.self).position == 1)
        #expect(try await waiting.party.expect(Event.ConversationQueued.self).position == 2)
        try await other.resume()
        let card = try await other.card()
        #expect(card.conversationId == visitor.conversation)
        let opened = try await other.accept(card)
        #expect(opened.transcript.contains { $0.messageId == said })
        #expect(opened.protocol == card.protocol)
        let late = try await agent.say("Voltei", to: visitor)
        #expect(try await agent.party.rejection(of: late).code == .notLoggedIn)
    }

    @Test("Rule 10: an agent who is back in time goes on, and the customer who was told is told again (T40)")
    func back() async throws {
        let stage = try await Stage(.back)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.talk(with: agent)
        try await agent.logIn(lease: nil)
        #expect(try await visitor.party.expect(Event.ConversationNotice.self).code == .agentLost)
        try await agent.beat()
        #expect(try await visitor.party.expect(Event.ConversationNotice.self).code == .agentBack)
        let said = try await agent.say("Voltei", to: visitor)
        _ = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == said }
    }

    @Test("Rule 13: a silent bot is replaced by the subjects, what it says later is rejected (T20, T56)")
    func silentBot() async throws {
        let stage = try await Stage(.silentBot)
        let bot = try await stage.bot()
        let visitor = try await stage.visitor()
        _ = try await visitor.open()
        #expect(try await bot.expect(ToBot.Turn.self).kind == .start)
        let greeted = try await reply(bot, visitor, "Olá! Sou o assistente.")
        let greeting = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == greeted }
        #expect(greeting.from?.kind == .bot)
        try await visitor.say("Quero falar com alguém")
        #expect(try await bot.expect(ToBot.Turn.self).text == "Quero falar com alguém")
        #expect(try await visitor.party.expect(Event.ConversationNotice.self).code == .botReplaced)
        _ = try await visitor.party.expect(Event.SubjectsOffered.self)
        #expect(try await bot.expect(ToBot.ConversationTaken.self).by == .timeout)
        let late = try await reply(bot, visitor, "Desculpe a demora")
        #expect(try await bot.rejection(of: late).code == .botReplaced)
    }

    @Test("Rule 13: a bot that acknowledges has longer; another conversation's silence is replaced meanwhile")
    func slowBot() async throws {
        let stage = try await Stage(.slowBot)
        let bot = try await stage.bot()
        let (patient, other) = (try await stage.visitor(), try await stage.visitor())
        for visitor in [patient, other] {
            _ = try await visitor.open()
            try await visitor.say("Oi")
            let turn = try await bot.expect(ToBot.Turn.self) {
                $0.conversationId == visitor.conversation && $0.kind == .message
            }
            guard visitor.session == patient.session else { continue }
            try await bot.send(
                FromBot.Acknowledged(
                    tenant: stage.tenant, botId: Scene.bot, conversationId: visitor.conversation, at: .now,
                    turnId: turn.turnId),
                to: .bots, key: visitor.conversation.text)
        }
        #expect(try await other.party.expect(Event.ConversationNotice.self).code == .botReplaced)
        let answered = try await reply(bot, patient, "Aqui está.")
        _ = try await patient.party.expect(Event.ConversationMessage.self) { $0.messageId == answered }
        #expect(try patient.party.seen(Event.ConversationNotice.self).isEmpty)
    }

    @Test("Rule 13: what a bot says after it handed over is rejected and not shown (T56)")
    func replacedBot() async throws {
        let stage = try await Stage(.replacedBot)
        _ = try await stage.paused()
        let bot = try await stage.bot()
        let visitor = try await stage.visitor()
        _ = try await visitor.open()
        _ = try await bot.expect(ToBot.Turn.self)
        try await bot.send(
            FromBot.TransferRequested(
                tenant: stage.tenant, botId: Scene.bot, conversationId: visitor.conversation, at: .now,
                subjectId: SubjectID(trusted: "fila")),
            to: .bots, key: visitor.conversation.text)
        #expect(try await bot.expect(ToBot.ConversationTaken.self).by == .queue)
        #expect(try await visitor.party.expect(Event.ConversationQueued.self).position == 1)
        let late = try await reply(bot, visitor, "Mais uma coisa")
        #expect(try await bot.rejection(of: late).code == .botReplaced)
        let said = try await visitor.say("Estou esperando")
        _ = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == said }
        #expect(try visitor.party.seen(Event.ConversationMessage.self).map(\.messageId) == [said])
    }

    private func reply(_ bot: Party, _ visitor: Visitor, _ text: String) async throws -> String {
        try await bot.send(
            FromBot.Replied(
                tenant: visitor.tenant, botId: Scene.bot, conversationId: visitor.conversation, at: .now,
                messages: [FromBot.Reply(text: MessageText(trusted: text))]),
            to: .bots, key: visitor.conversation.text)
    }
}
