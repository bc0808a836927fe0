import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// The conformance runner holds each publication against the contract page.
@Suite struct ScrutinyTests {
    private static let now = Instant(milliseconds: 1_795_366_032_345)
    private static let scenery = Scenery(
        tenant: TenantID(trusted: "acme"), channel: ChannelID(trusted: "site"), bot: BotID(trusted: "menu"),
        agent: AgentID(trusted: "ana"))

    private var scorecard = Scorecard(Requirement.gateway)
    private var scrutiny = Scrutiny(.webchat, of: Topology(), directory: Self.scenery.directory)

    /// A line of a visitor, right in everything that is not given.
    private func letter(
        exchange: String = "guiche.webchat", key: String = "s1", type: MessageType? = "webchat.message.sent.v1",
        id: String? = "m1", tenant: String = "acme", text: String = "Olá", at: String = "2026-11-22T16:47:12.345Z"
    ) -> Letter {
        let body =
            #"{"tenant":"\#(tenant)","channelId":"site","sessionId":"s1","at":"\#(at)","text":"\#(text)"}"#
        return Letter(
            exchange: exchange, routingKey: key,
            envelope: Envelope(type: type, messageId: id, timestamp: 1, appId: "gateway"), body: Array(body.utf8))
    }

    private mutating func judge(_ letter: Letter) -> Hearing {
        scrutiny.judge(letter, at: Self.now, on: &scorecard)
    }

    private var found: [String] { scorecard.findings.map(\.requirement.id) }

    @Test mutating func `a publication that is right leaves no remark`() {
        let heard = judge(letter())
        #expect(found == [] && scorecard.advice == [])
        #expect(heard.hasEffect && heard.message is Webchat.MessageSent)
        #expect(scorecard.status(of: .schema) == .passed)
    }

    @Test(arguments: [
        (["key": "s2"], "routing-key"), (["exchange": "guiche.agents"], "exchange"), (["id": ""], "message-id"),
        (["id": String(repeating: "x", count: 65)], "message-id"), (["type": "webchat.wave.v1"], "known-type"),
        (["type": "bot.replied.v1"], "known-type"), (["text": ""], "schema"), (["tenant": "outra"], "known-ids"),
        (["at": "ontem"], "schema"),
    ])
    mutating func `one mistake is one finding`(changes: [String: String], expected: String) {
        let type = changes["type"].map { MessageType($0) } ?? "webchat.message.sent.v1"
        _ = judge(
            letter(
                exchange: changes["exchange"] ?? "guiche.webchat", key: changes["key"] ?? "s1", type: type,
                id: changes["id"] ?? "m1", tenant: changes["tenant"] ?? "acme", text: changes["text"] ?? "Olá",
                at: changes["at"] ?? "2026-11-22T16:47:12.345Z"))
        #expect(Set(found).contains(expected), "\(scorecard.findings)")
        if type != "bot.replied.v1" { #expect(Set(found) == [expected], "\(scorecard.findings)") }
    }

    @Test mutating func `a mistake in the body names its path`() {
        _ = judge(letter(text: String(repeating: "x", count: 4_001)))
        #expect(scorecard.findings.first?.evidence?.path == "text")
        #expect(scorecard.findings.first?.got.contains("at most 4000 characters") == true)
    }

    @Test mutating func `the same message again has no effect, another one under its id is a finding`() {
        #expect(judge(letter()).hasEffect)
        #expect(!judge(letter(at: "2026-11-22T16:47:13.000Z")).hasEffect)
        #expect(found == [])
        #expect(!judge(letter(text: "Outra coisa")).hasEffect)
        #expect(found == ["one-message-one-id"])
    }

    @Test mutating func `what the broker refused counts when it comes again`() {
        var refused = letter()
        refused.wasRefused = true
        #expect(!judge(refused).hasEffect)
        #expect(judge(letter()).hasEffect)
        #expect(!judge(letter()).hasEffect)
        #expect(found == [])
    }

    @Test mutating func `what is only recommended is advice, once`() {
        for id in ["m1", "m2"] {
            var letter = letter(id: id)
            letter.envelope.appId = nil
            letter.envelope.contentType = "text/plain"
            _ = judge(letter)
        }
        #expect(found == [])
        #expect(scorecard.advice.map(\.requirement.id) == ["content-type", "app-id"])
    }

    @Test mutating func `a bot's message-id has no dot`() {
        var scrutiny = Scrutiny(.bots, of: Topology(), directory: Self.scenery.directory)
        let body = #"{"tenant":"acme","botId":"menu","conversationId":"c1","at":"2026-11-22T16:47:12Z"}"#
        let letter = Letter(
            exchange: "guiche.bots", routingKey: "c1",
            envelope: Envelope(type: FromBot.ConversationEnded.type, messageId: "a.1"), body: Array(body.utf8))
        _ = scrutiny.judge(letter, at: Self.now, on: &scorecard)
        #expect(found == ["message-id"])
    }

    @Test mutating func `a question needs an address and its own key`() {
        let body = Array(#"{"tenant":"acme","conversationId":"c1","audience":"customer"}"#.utf8)
        let envelope = Envelope(
            type: Query.ConversationRead.type, messageId: "q1", correlationId: "q1", replyTo: "answers")
        let good = Letter(exchange: "guiche.queries", routingKey: "conversations", envelope: envelope, body: body)
        #expect(scrutiny.judge(query: good, on: &scorecard).message is Query.ConversationRead)
        #expect(found == [])
        let bad = Letter(
            exchange: "guiche.queries", routingKey: "protocols", envelope: Envelope(type: Query.ConversationRead.type),
            body: body)
        _ = scrutiny.judge(query: bad, on: &scorecard)
        #expect(found == ["query", "query"])
    }
}
