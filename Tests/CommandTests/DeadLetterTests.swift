import Contracts
import Identifiers
import RabbitMQ
import Storage
import Testing

@testable import guiche

/// Dead letters as values: what they are called, where they came from, what goes back, what became of an order.
@Suite struct DeadLetterTests {
    @Test(arguments: [
        "queue/0123abcd", "queue/0123abcd-2", "router/conversation/3/c0ffee", "agent-presence/agents/0/acme/ana",
    ])
    func `an id comes back from what was typed`(text: String) throws {
        #expect(try #require(LetterID(text)).description == text)
    }

    @Test(arguments: [
        "", "queue", "queue/", "queue/0123", "queue/0123abcd-0", "queue/0123abcd-x", "router/conversation/x/k",
        "router/3",
    ])
    func `what names nothing is no id`(text: String) { #expect(LetterID(text) == nil) }

    @Test func `letters that are alike are counted, and the others keep their names`() {
        let names = QueuedLetter.all([delivery("a", [1]), delivery("b", [1]), delivery("a", [1])]).map(\.id)
        #expect(names.map(\.description).map { $0.hasSuffix("-2") } == [false, false, true])
        #expect(Set(names).count == 3)
        #expect(QueuedLetter.all([delivery("a", [1])])[0].id == names[0], "the same name in every reading")
    }

    @Test func `a letter of ours goes back where it came in, without what we and the broker wrote on it`() throws {
        let letter = DeadLetter(
            reason: "unknown_tenant", detail: "d",
            envelope: Envelope(type: "t.v1", messageId: "m", userId: "site", headers: ["traceparent": .string("00-1")]),
            body: [1], exchange: "guiche.webchat", routingKey: "s1", at: Instant(milliseconds: 0))
        var properties = Properties(type: "t.v1", messageId: "m")
        properties.headers = letter.envelope.headers.compactMapValues { $0.text.map { .string($0) } }
        properties.headers["x-delivery-count"] = .integer(4)
        let read = QueuedLetter.all([
            Delivery(subscription: .init(id: 1, queue: "q"), tag: 1, properties: properties, body: [1])
        ])[0]
        #expect((read.reason, read.since) == ("unknown_tenant", "1970-01-01T00:00:00.000Z"))
        let again = try #require(read.republication)
        #expect((again.exchange, again.routingKey, again.body) == ("guiche.webchat", "s1", [1]))
        #expect(again.properties.userId == "site")
        #expect(again.properties.headers == ["traceparent": .string("00-1")])
    }

    @Test func `what the broker gave up says itself where it came in`() throws {
        let death: RabbitMQ.HeaderValue = .table([
            "reason": "delivery_limit", "queue": "guiche.record.3", "exchange": "guiche.record", "count": 1,
            "routing-keys": ["3"], "time": 60,
        ])
        let headers: [String: RabbitMQ.HeaderValue] = [
            "x-death": .array([death]), "x-first-death-queue": "guiche.record.3", "source": "router/conversation/1",
            "number": 7,
        ]
        let letter = QueuedLetter.all([delivery("b", [1], headers)])[0]
        #expect((letter.reason, letter.since) == ("delivery_limit", "1970-01-01T00:01:00.000Z"))
        let again = try #require(letter.republication)
        #expect((again.exchange, again.routingKey) == ("guiche.record", "3"))
        #expect(again.properties.headers.isEmpty, "with its number it would be taken for a repeat")
    }

    @Test func `what says nothing of where it came in can't go back`() {
        #expect(QueuedLetter.all([delivery("a", [1])])[0].republication == nil)
    }

    @Test func `an order to try again ends with an empty line or one more failure`() {
        let outcome = ParkedOutcome(before: row(1, attempts: 3))
        #expect(outcome.state(first: row(1, attempts: 3)) == .waiting)
        #expect(outcome.state(first: row(1, attempts: 4)) == .failed(row(1, attempts: 4)))
        #expect(outcome.state(first: row(2, attempts: 0)) == .waiting)
        #expect(outcome.state(first: row(2, attempts: 1)) == .failed(row(2, attempts: 1)))
        #expect(outcome.state(first: nil) == .done)
    }

    @Test func `an order to throw away is done when what it named is gone and the rest was tried`() {
        let outcome = ParkedOutcome(before: row(1, attempts: 3), discarded: 2)
        #expect(outcome.state(first: row(1, attempts: 4)) == .waiting)
        #expect(outcome.state(first: row(3, attempts: 0)) == .waiting)
        #expect(outcome.state(first: row(3, attempts: 1)) == .failed(row(3, attempts: 1)))
        #expect(outcome.state(first: nil) == .done)
    }

    @Test func `a body is JSON for people, or hexadecimal digits`() {
        #expect(BodyText.lines(Array(#"{"b":1,"a":"x"}"#.utf8)) == ["{", #"  "a" : "x","#, #"  "b" : 1"#, "}"])
        #expect(BodyText.lines([0xFF, 0x0A]) == ["ff 0a"])
        #expect(BodyText.lines(Array(repeating: 0xFF, count: 5_000)).last == "… and 904 bytes more")
    }

    private func delivery(_ id: String, _ body: [UInt8], _ headers: [String: RabbitMQ.HeaderValue] = [:]) -> Delivery {
        Delivery(
            subscription: .init(id: 1, queue: "q"), tag: 1, properties: Properties(messageId: id, headers: headers),
            body: body)
    }

    private func row(_ number: Int64, attempts: Int) -> ParkedRow {
        ParkedRow(
            key: "k", number: number, attempts: attempts, reason: "r", since: Instant(milliseconds: 5), envelope: "",
            body: [])
    }
}
