import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

@Suite struct OrderTests {
    @Test("Rule 3: of three who wait, the first to come is the first to be offered when the agent comes (T08)")
    func firstComeFirstServed() async throws {
        let stage = try await Stage(.order)
        let agent = try await stage.paused()
        var waiting: [Visitor] = []
        for _ in 1...3 {
            let visitor = try await stage.visitor()
            try await visitor.enter()
            waiting.append(visitor)
        }
        try await agent.resume()
        for visitor in waiting {
            let card = try await agent.card()
            #expect(card.conversationId == visitor.conversation)
            try await agent.accept(card)
            try await agent.complete(visitor)
        }
    }

    @Test("Rule 3: priority is between queues; among equal ones the longest waiting over all the agent's queues")
    func priorities() async throws {
        let stage = try await Stage(.priority)
        let agent = try await stage.paused()
        var waiting: [String: Visitor] = [:]
        for queue in ["outra", "fila", "alta"] {
            let visitor = try await stage.visitor()
            try await visitor.enter(queue)
            waiting[queue] = visitor
        }
        try await agent.resume()
        for queue in ["alta", "outra", "fila"] {
            let card = try await agent.card()
            #expect(card.queueId.text == queue)
            try await agent.accept(card)
            try await agent.complete(try #require(waiting[queue]))
        }
    }

    @Test("Rule 3: an exclusion that ends brings the offer by itself")
    func exclusionEnds() async throws {
        let stage = try await Stage(.exclusion)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.visitor()
        try await visitor.enter()
        let first = try await agent.card()
        try await agent.decline(first)
        let second = try await agent.card()
        #expect(second.conversationId == visitor.conversation)
        #expect(second.offerId != first.offerId)
        #expect(second.at - first.at >= .milliseconds(500))
    }

    @Test("Rule 3: whoever waited while everybody was logged out is offered at the first login (T14, T16)")
    func firstLogin() async throws {
        let stage = try await Stage(.firstLogin)
        let agent = try await stage.paused()
        let visitor = try await stage.visitor()
        try await visitor.enter()
        try await agent.logOut()
        _ = try await agent.state { $0.status == .offline }
        try await agent.logIn()
        #expect(try await agent.card().conversationId == visitor.conversation)
    }

    @Test("Rule 5: the least busy agent first, then the longest since his last accept, then the id")
    func candidates() async throws {
        let stage = try await Stage(.choice)
        let (first, second) = (try await stage.loggedIn(1), try await stage.loggedIn(2))
        for agent in [first, second, first, second] {
            let visitor = try await stage.visitor()
            try await visitor.enter()
            try await agent.accept(try await agent.card(of: visitor))
        }
        // The least busy beats the longest idle: one place is free only with the second.
        let extra = try await stage.visitor()
        try await extra.enter()
        _ = try await first.card(of: extra)
        let last = try await stage.visitor()
        try await last.enter()
        _ = try await second.card(of: last)
    }
}
