import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

@Suite struct OfferTests {
    @Test("Rule 4: of many accepts at once exactly one wins, the others are rejected (T01)")
    func oneWinner() async throws {
        let stage = try await Stage(.race)
        let (agent, other) = (try await stage.loggedIn(1), try await stage.loggedIn(2))
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let card = try await agent.card()
        #expect((.seconds(25) ... .seconds(30)).contains(card.expiresAt - card.at))
        let commands = try await withThrowingTaskGroup(of: (Attendant, String).self) { group in
            for sender in [agent, other, agent, agent, other] {
                group.addTask { (sender, try await sender.tryToAccept(card.conversationId, card.offerId)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let accepted = try await visitor.party.expect(Event.ConversationAccepted.self)
        var losers = 0
        for (sender, command) in commands where sender.id == other.id {
            let code = try await sender.party.rejection(of: command).code
            #expect([.notYourConversation, .offerTaken].contains(code))
            losers += 1
        }
        for _ in 1...2 {
            let rejection = try await agent.party.expect(Event.CommandRejected.self)
            #expect(rejection.code == .offerTaken)
            losers += 1
        }
        #expect(losers == commands.count - 1)
        let snapshot = try await until({ try await visitor.read(after: 0) }) { $0.seq >= accepted.seq }
        #expect(snapshot.events.count { $0.type == Event.ConversationAccepted.type } == 1)
    }

    @Test("Rule 4: an open card holds one unit of the capacity, which is never exceeded (T02, T03)")
    func capacityHolds() async throws {
        let stage = try await Stage(.capacity)
        let agent = try await stage.loggedIn()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...5 { group.addTask { try await stage.visitor().enter() } }
            try await group.waitForAll()
        }
        let full = try await agent.snapshot()
        #expect(full.offered == 2 && full.active == 0 && full.cards.count == 2)
        for card in full.cards { try await agent.accept(card) }
        let busy = try await agent.snapshot()
        #expect(busy.offered == 0 && busy.active == 2 && busy.conversations.count == 2)
        for state in try agent.party.seen(Event.AgentStateChanged.self) {
            #expect(state.active + state.offered <= state.capacity)
        }
    }

    @Test("Rule 4: nothing is accepted without a live offer (T10)")
    func noOffer() async throws {
        let stage = try await Stage(.empty)
        let agent = try await stage.paused()
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let command = try await agent.tryToAccept(visitor.conversation, OfferID(trusted: "o1"))
        #expect(try await agent.party.rejection(of: command).code == .offerExpired)
    }

    @Test("Rule 6: an offer that is not answered goes on to the next agent at the same place (T42)")
    func nextAgent() async throws {
        let stage = try await Stage(.patience)
        let (first, second) = (try await stage.loggedIn(1), try await stage.loggedIn(2))
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let missed = try await first.card()
        let card = try await second.card()
        #expect(card.conversationId == missed.conversationId)
        #expect(card.waitingSince == missed.waitingSince)
        #expect(try await first.withdrawal(of: missed) == .expired)
        let late = try await first.tryToAccept(missed.conversationId, missed.offerId)
        #expect(try await first.party.rejection(of: late).code == .offerExpired)
    }

    @Test("Rule 6: two missed offers in a row set the agent to away until he clicks back; the customer waits on (T42)")
    func away() async throws {
        let stage = try await Stage(.missed)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.visitor()
        #expect(try await visitor.enter().position == 1)
        for _ in 1...2 { #expect(try await agent.withdrawal(of: try await agent.card()) == .expired) }
        #expect(try await agent.state { $0.status == .away }.offered == 0)
        try await agent.resume()
        #expect(try await agent.card().conversationId == visitor.conversation)
        #expect(try visitor.party.seen(Event.ConversationQueued.self).allSatisfy { $0.position == 1 })
        #expect(try visitor.party.seen(Event.ConversationClosed.self).isEmpty)
    }

    @Test("Rule 6: a declined conversation keeps its place and is not offered to the same agent again")
    func declined() async throws {
        let stage = try await Stage(.declined)
        let agent = try await stage.loggedIn(1)
        let (first, second) = (try await stage.visitor(), try await stage.visitor())
        try await first.enter()
        let card = try await agent.card()
        try await second.enter()
        try await agent.decline(card)
        #expect(try await agent.withdrawal(of: card) == .declined)
        #expect(try await agent.card().conversationId == second.conversation)
        let other = try await stage.loggedIn(2)
        #expect(try await other.card().conversationId == first.conversation)
        #expect(try first.party.seen(Event.ConversationQueued.self).map(\.position) == [1])
    }

    @Test("Rule 7: the open card of an agent who pauses or logs out is offered on at once (T13, T36)")
    func withdrawn() async throws {
        let stage = try await Stage(.withdrawn)
        let (first, second) = (try await stage.loggedIn(1), try await stage.loggedIn(2))
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let paused = try await first.card()
        try await first.pause()
        #expect(try await first.withdrawal(of: paused) == .agentUnavailable)
        let left = try await second.card()
        #expect(left.conversationId == visitor.conversation)
        try await first.resume()
        try await second.logOut()
        #expect(try await second.withdrawal(of: left) == .agentUnavailable)
        _ = try await second.state { $0.status == .offline }
        #expect(try await first.card().conversationId == visitor.conversation)
    }
}
