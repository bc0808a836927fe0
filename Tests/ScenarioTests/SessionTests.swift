import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

@Suite struct SessionTests {
    @Test("Rule 16: two tabs that start at once are one conversation; both sides' tabs see all (T26, T33)")
    func tabs() async throws {
        let stage = try await Stage(.tabs)
        let agent = try await stage.loggedIn()
        let sameAgent = try await stage.agent()
        let first = try await stage.visitor("duas-abas")
        let second = try await stage.visitor("duas-abas")
        async let one = first.start()
        async let other = second.start()
        _ = try await (one, other)
        let opened = try await (
            first.party.expect(Event.ConversationOpened.self), second.party.expect(Event.ConversationOpened.self)
        )
        #expect(opened.0 == opened.1)
        try await second.pick()
        try await agent.accept(try await agent.card())
        let asked = try await first.say("Bom dia!")
        _ = try await second.party.expect(Event.ConversationMessage.self) { $0.messageId == asked }
        let answered = try await agent.say("Bom dia, Maria.", to: first)
        for party in [first.party, second.party, agent.party, sameAgent.party] {
            let answer = try await party.expect(Event.ConversationMessage.self) { $0.messageId == answered }
            let question = try #require(
                try party.seen(Event.ConversationMessage.self).first { $0.messageId == asked })
            #expect(question.from == .customer && question.text == "Bom dia!")
            #expect(answer.from == Speaker(kind: .agent, id: "a1", name: "Atendente 1"))
            #expect(answer.seq == question.seq + 1)
        }
        #expect(try first.party.seen(Event.ConversationOpened.self).count == 1)
        #expect(first.party.seen == second.party.seen)
        let snapshot = try await until({ try await first.read(after: 0) }) { $0.line >= 5 }
        #expect(snapshot.events.count { $0.type == Event.ConversationOpened.type } == 1)
    }

    @Test("Rule 16: a repeated message is one line, a note none; who comes back gets what he missed (T24, T31)")
    func comeback() async throws {
        let stage = try await Stage(.comeback)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.talk(with: agent)
        let id = try await visitor.say("Oi")
        let first = try await visitor.party.expect(Event.ConversationMessage.self) { $0.messageId == id }
        try await visitor.say("Oi de novo?", id: id)
        let note = try await agent.say("Cliente antigo.", to: visitor, visibility: .internal)
        let noted = try await agent.party.expect(Event.ConversationMessage.self) { $0.messageId == note }
        #expect(noted.line == nil && noted.visibility == .internal)
        try await visitor.say("E agora?")
        let second = try await visitor.party.expect(Event.ConversationMessage.self) { $0.text == "E agora?" }
        #expect(second.line == first.line.map { $0 + 1 })
        let missed = try await until({ try await visitor.read(after: first.seq) }) { $0.seq >= second.seq }
        #expect(missed.events.map(\.type) == [Event.ConversationMessage.type])
        #expect(missed.events.first?.body["text"]?.text == "E agora?")
    }

    @Test("Rule 20: nothing goes into a closed conversation; who comes back gets a new one that names the old (T34)")
    func closed() async throws {
        let stage = try await Stage(.closed)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.visitor()
        let old = try await visitor.open()
        try await visitor.pick()
        try await agent.accept(try await agent.card())
        try await agent.finish(visitor)
        _ = try await visitor.party.expect(Event.ConversationFinished.self)
        let early = try await visitor.say("Só mais uma coisa")
        #expect(try await visitor.party.rejection(of: early).code == .conversationClosed)
        try await agent.save(visitor, revision: 1)
        #expect(try await visitor.party.expect(Event.ConversationClosed.self).outcome == .answered)
        let said = try await visitor.say("Alguém aí?")
        #expect(try await visitor.party.rejection(of: said).code == .conversationClosed)
        let started = try await visitor.start()
        #expect(try await visitor.party.rejection(of: started).code == .conversationClosed)
        let spoken = try await agent.say("Pois não?", to: visitor)
        #expect(try await agent.party.rejection(of: spoken).code == .conversationClosed)
        let new = try await stage.visitor().open(after: visitor.session)
        #expect(new.previousProtocol == old.protocol)
        #expect(new.protocol != old.protocol)
    }
}

/// Asks again until the answer fits: the book may be up to a second behind the events (contract page, "Queries").
func until<Answer>(_ ask: () async throws -> Answer, _ fits: (Answer) -> Bool) async throws -> Answer {
    let deadline = ContinuousClock.now + .seconds(5)
    while true {
        let answer = try await ask()
        if fits(answer) { return answer }
        guard ContinuousClock.now < deadline else { throw Trouble("The book is still behind: \(answer)") }
    }
}
