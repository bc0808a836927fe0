import Contracts
import Domain
import Identifiers
import Testing

@testable import bot_bridge

@Suite struct `A webhook bot's answer` {
    /// What is said of an answer in JSON.
    private func speech(_ json: String) throws -> BotSpeech { BotSpeech(try RasaAnswer(json: Array(json.utf8))) }

    private func texts(_ speech: BotSpeech) -> [[String]] { speech.replies.map { $0.map(\.text.value) } }

    @Test func `becomes one reply with its texts in order`() throws {
        let speech = try speech(#"[{"recipient_id":"c1","text":"Olá"},{"text":"Tudo bem?","unknown":[1]}]"#)
        #expect(texts(speech) == [["Olá", "Tudo bem?"]])
        #expect(speech.transfer == nil)
        #expect(speech.losses == [])
    }

    @Test func `has its buttons as options: the payload is the id`() throws {
        let speech = try speech(
            #"[{"text":"Qual?","buttons":[{"title":"Boleto","payload":"/boleto{\"via\":2}"},{"title":"Só título"}]}]"#)
        #expect(
            speech.replies.first?.first?.options == [
                Option(id: #"/boleto{"via":2}"#, label: "Boleto"), Option(id: "Só título", label: "Só título"),
            ])
        #expect(speech.losses == [])
    }

    @Test func `with buttons or files alone is shown by their names`() throws {
        let speech = try speech(
            #"[{"buttons":[{"title":"Sim","payload":"s"},{"title":"Não","payload":"n"}]},"#
                + #"{"image":"https://acme.example/img/mapa.png?w=1"},{"attachment":"https://acme.example/a.pdf"}]"#
        )
        #expect(texts(speech) == [["Sim\nNão", "mapa.png", "a.pdf"]])
        let files = speech.replies.flatMap { $0 }.compactMap(\.attachments)
        #expect(files.map { $0.map(\.contentType) } == [["image/png"], ["application/pdf"]])
    }

    @Test(arguments: ["", "[]", #"[{"recipient_id":"c1"}]"#, #"[{"text":"  \n"}]"#, #"[{"text":null,"buttons":null}]"#])
    func `without words is silence`(json: String) throws {
        let speech = try speech(json)
        #expect(speech.isSilent)
        #expect(speech.losses == [])
    }

    @Test(arguments: ["<html>", "{}", "7", "[1]", "[[]]", #"[{"text":"a"#, "\u{FEFF}[]", "[\"a\"]"])
    func `that is no list of messages can't be read`(json: String) {
        #expect(throws: CallFailure.self) { try RasaAnswer(json: Array(json.utf8)) }
    }

    @Test func `that is no UTF-8 or nests without end can't be read`() {
        #expect(throws: CallFailure.self) { try RasaAnswer(json: [0x5B, 0xFF, 0x5D]) }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: CallFailure.self) { try RasaAnswer(json: deep) }
    }

    @Test func `hands over after everything it says`() throws {
        let speech = try speech(
            #"[{"custom":{"guiche":{"transfer":{"subjectId":"boleto","summary":"quer a 2ª via"}}}},"#
                + #"{"text":"Um momento"}]"#
        )
        #expect(texts(speech) == [["Um momento"]])
        #expect(speech.transfer?.subject == SubjectID(trusted: "boleto"))
        #expect(speech.transfer?.queue == nil)
        #expect(speech.transfer?.summary?.value == "quer a 2ª via")
    }

    @Test(arguments: [
        (#"{"queueId":"q1"}"#, nil, "q1", []), (#"{}"#, nil, nil, []),
        (#"{"subjectId":"a","queueId":"b"}"#, "a", nil, [BotSpeech.Loss.twoTargets]),
        (#"{"subjectId":"fila 1"}"#, nil, nil, [.malformedTarget]), (#"{"queueId":7}"#, nil, nil, [.malformedTarget]),
        (#"{"subjectId":null}"#, nil, nil, []),
    ])
    func `hands over to a subject, a queue, or nothing in particular`(
        wish: String, subject: String?, queue: String?, losses: [BotSpeech.Loss]
    ) throws {
        let speech = try speech(#"[{"custom":{"guiche":{"transfer":\#(wish)}}}]"#)
        #expect(speech.transfer?.subject?.text == subject)
        #expect(speech.transfer?.queue?.text == queue)
        #expect(speech.transfer != nil)
        #expect(speech.losses == losses)
    }

    @Test func `hands over once, and says what it did not understand`() throws {
        let transfer = #"{"custom":{"guiche":{"transfer":{"queueId":"q1"}}}}"#
        let second = transfer.replacing("q1", with: "q2")
        let speech = try speech(#"[\#(transfer),\#(second),{"custom":{"chart":1}},{"custom":"x"}]"#)
        #expect(speech.transfer?.queue?.text == "q1")
        #expect(speech.losses == [.secondTransfer, .unknownContent])
    }
}

@Suite struct `A webhook bot's answer beyond the contract` {
    private func speech(_ messages: [RasaAnswer.Message]) -> BotSpeech { BotSpeech(RasaAnswer(messages: messages)) }

    /// What is published passes the contract's own check.
    private func checked(_ speech: BotSpeech) throws -> [FromBot.Replied] {
        try speech.replies.map { messages in
            let reply = FromBot.Replied(
                tenant: TenantID(trusted: "acme"), botId: BotID(trusted: "rasa"),
                conversationId: ConversationID(trusted: "c1"), at: Instant(milliseconds: 1), messages: messages)
            let body = try reply.encoded()
            #expect(body.count <= JSONBody.maximumBytesFromOthers)
            return try FromBot.Replied.decode(body)
        }
    }

    @Test func `a long text is split, and the buttons stand under its end`() throws {
        let text = String(repeating: "palavra ", count: 1_100)
        let speech = speech([.init(text: text, buttons: [.init(title: "Sim", payload: "s")])])
        let lines = try checked(speech).flatMap(\.messages)
        #expect(lines.map(\.text.value).joined() == text)
        #expect(lines.count == 3)
        #expect(lines.map { $0.options?.count ?? 0 } == [0, 0, 1])
        #expect(speech.losses == [])
    }

    @Test func `many lines become several replies; far too many are cut`() throws {
        let forty = speech((1...41).map { .init(text: "linha \($0)") })
        #expect(try checked(forty).map(\.messages.count) == [20, 20, 1])
        #expect(forty.losses == [])
        let thousand = speech((1...1_000).map { .init(text: "linha \($0)") })
        #expect(try checked(thousand).flatMap(\.messages).count == BotSpeech.lineLimit)
        #expect(thousand.losses == [.tooManyLines])
    }

    @Test func `large lines become several replies, each within a message`() throws {
        let large = String(repeating: "😀", count: 4_000)
        let speech = speech((1...10).map { _ in .init(text: large) })
        let replies = try checked(speech)
        #expect(replies.count > 2)
        #expect(replies.flatMap(\.messages).map(\.text.value) == Array(repeating: large, count: 10))
    }

    @Test func `buttons are cut to what a line may have`() throws {
        let many = speech([
            .init(text: "Qual?", buttons: (1...60).map { .init(title: "b\($0)", payload: "p\($0)") })
        ])
        #expect(try checked(many).first?.messages.first?.options?.count == 50)
        #expect(many.losses == [.tooManyOptions])
        let long = String(repeating: "ç", count: 600)
        let speech = speech([
            .init(
                text: "Qual?",
                buttons: [
                    .init(title: long, payload: "p"), .init(title: "b", payload: long), .init(title: nil, payload: nil),
                    .init(title: "", payload: "só"),
                ])
        ])
        let options = try checked(speech).first?.messages.first?.options
        #expect(options?.map(\.id) == ["p", "b", "só"])
        #expect(options?.map { $0.label.count } == [500, 1, 2])
        #expect(speech.losses == [.labelCut, .payloadReplaced, .emptyOption])
    }

    @Test func `buttons that no message can carry are cut until they fit`() throws {
        let wide = String(repeating: "😀", count: 500)
        let speech = speech([
            .init(text: "Qual?", buttons: (1...50).map { _ in .init(title: wide, payload: wide) })
        ])
        let options = try checked(speech).first?.messages.first?.options?.count ?? 0
        #expect((1..<50).contains(options))
        #expect(speech.losses == [.tooManyOptions])
    }

    @Test func `a zero character and a hopeless address are left out`() throws {
        let speech = speech([.init(text: "a\u{0}b", image: "data:" + String(repeating: "A", count: 3_000))])
        #expect(try checked(speech).first?.messages.first?.text.value == "ab")
        #expect(speech.losses == [.badAddress])
    }

    @Test func `a long summary is cut`() {
        let transfer: JSONValue = [
            "guiche": ["transfer": ["summary": .string(String(repeating: "x", count: 5_000))]]
        ]
        let speech = speech([.init(custom: transfer)])
        #expect(speech.transfer?.summary?.value.count == 4_000)
        #expect(speech.losses == [.summaryCut])
    }
}
