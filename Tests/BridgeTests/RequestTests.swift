import Contracts
import Domain
import Identifiers
import Testing

@testable import bot_bridge

@Suite struct `A webhook bot is asked` {
    private func turn(
        _ kind: TurnKind = .message, text: String? = nil, option: String? = nil, files: [Domain.Attachment]? = nil
    ) -> ToBot.Turn {
        ToBot.Turn(
            tenant: TenantID(trusted: "acme"), botId: BotID(trusted: "rasa"),
            conversationId: ConversationID(trusted: "c1"), protocol: "20261122000000017",
            at: Instant(milliseconds: 1_795_366_032_345), turnId: TurnID(trusted: "t7"), kind: kind,
            channelId: ChannelID(trusted: "site"), text: text, optionId: option, attachments: files,
            customer: Customer(name: "Maria"), attributes: ["contrato": "4711"], locale: "pt-BR")
    }

    private func json(_ request: RasaRequest?) throws -> JSONValue {
        try InternalBody.decode(JSONValue.self, from: InternalBody.encode(try #require(request)))
    }

    @Test func `in the form of Rasa's REST channel`() throws {
        let asked = try json(RasaRequest(turn(text: "Olá"), startText: nil))
        #expect(
            asked == [
                "sender": "c1", "message": "Olá",
                "metadata": [
                    "turnId": "t7", "kind": "message", "tenant": "acme", "botId": "rasa", "channelId": "site",
                    "protocol": "20261122000000017", "text": "Olá", "customer": ["name": "Maria"],
                    "attributes": ["contrato": "4711"], "locale": "pt-BR",
                ],
            ])
    }

    @Test func `by the payload of the picked button, and by the addresses of files alone`() throws {
        #expect(RasaRequest(turn(text: "Sim", option: "/sim"), startText: nil)?.message == "/sim")
        let files = ["a", "b"].map {
            Domain.Attachment(url: "https://acme.example/\($0)", name: $0, contentType: "image/png", size: 1)
        }
        let asked = RasaRequest(turn(files: files), startText: nil)
        #expect(asked?.message == "https://acme.example/a\nhttps://acme.example/b")
        #expect(asked?.metadata.attachments?.count == 2)
    }

    @Test func `at the start of a session only with the directory's text`() {
        #expect(RasaRequest(turn(.start), startText: nil) == nil)
        #expect(RasaRequest(turn(.start), startText: "/inicio")?.message == "/inicio")
        #expect(RasaRequest(turn(.start), startText: "/inicio")?.metadata.kind == .start)
    }

    @Test func `again only where that may help`() {
        let later: [CallFailure] = [
            .tooSlow(.seconds(5)), .noConnection(""), .unreadable(""), .status(500), .status(503), .status(429),
            .status(408),
        ]
        #expect(later.filter { !$0.isWorthRetrying } == [])
        let never = [400, 401, 403, 404, 413, 422, 302].map { CallFailure.status($0) }
        #expect(never.filter(\.isWorthRetrying) == [])
    }

    @Test func `three times within the time that the conversation waits`() {
        let pauses = WebhookCall.pauses.reduce(Duration.zero, +)
        let calls = WebhookCall.pauses.count + 1
        #expect(calls == 3)
        #expect(Bot.usualAnswer * calls + pauses < Timings().botAnswer)
    }
}

@Suite struct `A text in pieces` {
    @Test(arguments: [
        ("", 5, []), ("   \n ", 5, []), ("abc", 5, ["abc"]), ("abcde", 5, ["abcde"]), ("abcdefg", 5, ["abcde", "fg"]),
        ("ab cd efgh", 6, ["ab cd ", "efgh"]), ("abc\nd efgh", 6, ["abc\n", "d efgh"]),
        ("a\u{0}b", 5, ["ab"]), ("éééé", 2, ["éé", "éé"]),
    ])
    func `is cut where a person would cut it`(text: String, limit: Int, pieces: [String]) {
        #expect(TextPieces(text, limit: limit).pieces == pieces)
    }

    @Test func `never cuts a character that fits, and loses nothing`() {
        let family = "👨‍👩‍👧‍👦"
        let text = String(repeating: family, count: 50)
        let pieces = TextPieces(text, limit: 20).pieces
        #expect(pieces.joined() == text)
        #expect(pieces.allSatisfy { $0.unicodeScalars.count <= 20 && $0.allSatisfy { String($0) == family } })
    }

    @Test func `cuts inside a character only if it is longer than the limit`() {
        let tower = "a" + String(repeating: "\u{301}", count: 30)
        let pieces = TextPieces(tower, limit: 10).pieces
        #expect(pieces.joined().unicodeScalars.elementsEqual(tower.unicodeScalars))
        #expect(pieces.allSatisfy { $0.unicodeScalars.count <= 10 })
    }
}
