import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// Commands that only the whole system can refuse: they are well formed, and wrong here and now.
@Suite struct RefusalTests {
    @Test("Bad input: what is not an agent's to do is rejected with its code, and the talk goes on undisturbed")
    func agents() async throws {
        let stage = try await Stage(.refusals)
        let agent = try await stage.loggedIn(1)
        let (other, absent) = (try await stage.paused(2), try await stage.agent(3))
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let card = try await agent.card()
        let stolen = try await other.tryToAccept(card.conversationId, card.offerId)
        #expect(try await other.party.rejection(of: stolen).code == .notYourConversation)
        try await agent.accept(card)
        let twice = try await agent.tryToAccept(card.conversationId, card.offerId)
        #expect(try await agent.party.rejection(of: twice).code == .offerTaken)
        for command in [
            try await other.say("Com licença", to: visitor), try await other.finish(visitor),
            try await other.save(visitor, revision: 1),
        ] {
            #expect(try await other.party.rejection(of: command).code == .notYourConversation)
        }
        for command in [
            try await absent.say("Oi", to: visitor), try await absent.beat(), try await absent.logOut(),
            try await absent.tryToAccept(card.conversationId, card.offerId),
        ] {
            #expect(try await absent.party.rejection(of: command).code == .notLoggedIn)
        }
        let leaving = try await agent.logOut()
        let refusal = try await agent.party.rejection(of: leaving)
        #expect(refusal.code == .hasOpenConversations)
        #expect(refusal.message.hasSuffix("."))
        let said = try await agent.say("Sigo aqui", to: visitor)
        _ = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == said }
        try await agent.complete(visitor)
        #expect(try visitor.party.seen(Event.ConversationMessage.self).map(\.messageId) == [said])
    }

    @Test("Bad input: a conversation that never started is unknown to both sides")
    func unknown() async throws {
        let stage = try await Stage(.refusals)
        let visitor = try await stage.visitor()
        let said = try await visitor.say("Oi")
        #expect(try await visitor.party.rejection(of: said).code == .unknownConversation)
    }

    @Test("Bad input: a step at the wrong time is wrong_state, and again when the command is repeated")
    func steps() async throws {
        let stage = try await Stage(.steps)
        _ = try await stage.paused()
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let again = try await visitor.pick()
        let first = try await visitor.party.rejection(of: again)
        #expect(first.code == .wrongState)
        try await visitor.pick(id: again)
        let said = try await visitor.say("E então?")
        _ = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == said }
        // The repeat has the same message-id and is dropped by whoever reads; it is there on the wire.
        let rejections = try visitor.party.seen(Event.CommandRejected.self)
        #expect(rejections.map(\.commandId) == [again, again])
        #expect(Set(rejections.map(\.code)) == [.wrongState])
        #expect(try visitor.party.seen(Event.ConversationQueued.self).count == 1)
    }
}
