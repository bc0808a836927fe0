import Testing

@testable import web_gateway

@Suite struct `A limit` {
    @Test func `lets so many through at once, then says when to come again, and counts everybody alone`() throws {
        let limit = RateLimit(perMinute: 3)
        for _ in 0..<3 { try limit.take(from: "a") }
        let refusal = #expect(throws: Refusal.self) { try limit.take(from: "a") }
        #expect(refusal?.retryAfter == 20)
        #expect(refusal?.code == "rate_limited")
        try limit.take(from: "b")
    }

    @Test func `on streams counts all and each`() throws {
        let crowd = Crowd(most: Crowd.mostOfOne + 1)
        for _ in 0..<Crowd.mostOfOne { try crowd.enter("a") }
        #expect(throws: Refusal.self) { try crowd.enter("a") }
        try crowd.enter("b")
        #expect(throws: Refusal.self) { try crowd.enter("c") }
        crowd.leave("a")
        try crowd.enter("c")
    }
}
