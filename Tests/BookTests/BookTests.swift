import Contracts
import Domain
import Identifiers
import Testing

@testable import protocol_writer

@Suite struct BookTests {
    let shelf: Shelf

    init() throws { shelf = try Shelf() }

    @Test func `a conversation goes from open to saved`() throws {
        let talk = try Talk(shelf, customer: Customer(name: "Maria"))
        #expect(try talk.document().record.state == .open)
        try talk.accept()
        try talk.say("Olá")
        try talk.finish()
        #expect(try talk.document().record.state == .wrapUp)
        try talk.save(at: 1, service: ["assunto": "boleto"], final: true)
        try talk.close(.answered)
        let record = try talk.document().record
        #expect(record.state == .saved)
        #expect(record.revision == 2)
        #expect(record.customer["name"]?.text == "Maria")
        #expect(record.service == ["assunto": "boleto"])
        #expect(record.queueId == Shelf.fin)
        #expect(record.agentId == Shelf.ana)
        #expect(record.outcome == .answered)
        #expect(record.closedAt != nil)
    }

    @Test func `an accept opens the record for the agent with what was said before`() throws {
        let talk = try Talk(shelf, customer: Customer(name: "Maria"))
        try talk.say("Preciso de ajuda")
        let sent = try talk.accept()
        #expect(sent.events.map(\.routingKeys) == [["agent.acme.ana.protocol.opened.v1"]])
        let opened = try Event.ProtocolOpened.decode(sent.events[0].body)
        #expect(opened.transcript.map(\.line) == [1, 2, 3])
        #expect(opened.transcript[1].text == "Preciso de ajuda")
        #expect(opened.transcript[1].messageId == "said-2")
        #expect(opened.revision == 1)
        #expect(!opened.truncated)
        #expect(opened.customer["name"]?.text == "Maria")
    }

    @Test func `of a long transcript the agent gets the last fifty lines`() throws {
        let talk = try Talk(shelf)
        for number in 1...60 { try talk.say("linha \(number)") }
        let opened = try Event.ProtocolOpened.decode(try talk.accept().events[0].body)
        #expect(opened.transcript.map(\.line) == Array(13...62))
        #expect(opened.truncated)
    }

    @Test func `of long lines the agent gets as many of the last as fit`() throws {
        let talk = try Talk(shelf)
        for _ in 1...40 { try talk.say(String(repeating: "ã", count: 4_000)) }
        let body = try talk.accept().events[0].body
        let opened = try Event.ProtocolOpened.decode(body)
        #expect(body.count < 160 * 1_024)
        #expect(opened.transcript.last?.line == 42)
        #expect(opened.transcript.count == 17)
        #expect(opened.truncated)
    }

    @Test func `a save is answered and told to the agent, a stale one is refused with the current revision`() throws {
        let talk = try Talk(shelf)
        try talk.accept()
        let first = try talk.save(at: 1, service: ["a": 1])
        #expect(first.answers == [.saved(final: false)])
        let revised = try Event.ProtocolRevised.decode(first.events[0].body)
        #expect(revised.revision == 2)
        #expect(revised.service == ["a": 1])
        #expect(first.events[0].routingKeys == ["agent.acme.ana.protocol.revised.v1"])
        let second = try talk.save(at: 1, service: ["a": 2])
        #expect(second.events.isEmpty)
        guard case .refused(let refusal) = second.answers.first else {
            Issue.record("expected a refusal, got \(second.answers)")
            return
        }
        #expect(refusal.code == .staleRevision)
        #expect(refusal.details == ["revision": "2"])
        #expect(try talk.document().record.service == ["a": 1])
        #expect(try talk.document().revisions.map(\.revision) == [2])
        let third = try talk.save(at: 2)
        #expect(third.events[0].messageId != first.events[0].messageId)
    }

    @Test func `a given object replaces and an absent one stays`() throws {
        let talk = try Talk(shelf, customer: Customer(name: "Maria", email: "m@x.example"))
        try talk.save(at: 1, service: ["a": 1, "b": 2])
        try talk.save(at: 2, customer: ["name": "Marta"])
        let record = try talk.document().record
        #expect(record.customer == ["name": "Marta"])
        #expect(record.service == ["a": 1, "b": 2])
        #expect(record.revision == 3)
    }

    @Test func `an event handled twice has no second effect`() throws {
        let talk = try Talk(shelf)
        try talk.accept()
        let again = try talk.written(to: [talk.agentAudience]) {
            Event.ConversationAccepted(
                $0, line: SpokenLine(line: 2, text: "Ana atende", from: .system), agentId: Shelf.ana,
                agentName: "Ana", offerId: OfferID(trusted: "o1"))
        }
        #expect(try shelf.handle(again.0, again.1).events.isEmpty)
        #expect(try talk.document().transcript.count == 2)
    }

    @Test func `opening twice has no second effect`() throws {
        let talk = try Talk(shelf)
        try shelf.note(.opened(talk.identity, Customer(name: "Outra"), attributes: [:]), talk)
        #expect(try talk.document().record.customer.isEmpty)
    }

    @Test func `a missing event is an error and leaves nothing behind`() throws {
        let talk = try Talk(shelf)
        try talk.say("um")
        let error = #expect(throws: BookError.self) {
            try talk.publish(to: []) { about in
                Event.ConversationClosed(
                    Occurrence(
                        tenant: about.tenant, conversationId: about.conversationId, protocol: about.protocol,
                        channelId: about.channelId, sessionId: about.sessionId, seq: about.seq + 1, at: about.at),
                    outcome: .answered)
            }
        }
        #expect(error?.code == .gap)
        #expect(try talk.snapshot(for: .customer).seq == 2)
    }

    @Test func `an event of a conversation nobody opened is an error`() throws {
        let talk = try Talk(shelf)
        let stranger = Head(
            type: Event.ConversationClosed.type, id: "x", tenant: Shelf.acme, key: "stranger", at: shelf.now)
        let (_, body) = try talk.written(to: []) { Event.ConversationClosed($0, outcome: .answered) }
        let error = #expect(throws: BookError.self) { try shelf.handle(stranger, body) }
        #expect(error?.code == .unknownConversation)
    }

    @Test func `every outcome ends in its state`() throws {
        let states: [(Outcome, RecordState)] = [
            (.refused, .refused), (.offlineForm, .offlineForm), (.botContained, .botContained),
            (.abandonedQueue, .abandoned), (.customerTimeout, .abandoned), (.unsaved, .unsaved),
        ]
        for (number, (outcome, state)) in states.enumerated() {
            let talk = try Talk(shelf, session: "s\(number)", number: number + 1)
            try talk.close(outcome)
            #expect(try talk.document().record.state == state)
        }
    }

    @Test func `an unsaved record is still saved later`() throws {
        let talk = try Talk(shelf)
        try talk.accept()
        try talk.finish()
        try talk.close(.unsaved)
        #expect(try talk.document().record.state == .unsaved)
        try talk.save(at: 1, final: true)
        #expect(try talk.document().record.state == .saved)
    }

    @Test func `what was undone is written again as if it had never been`() throws {
        let talk = try Talk(shelf)
        shelf.undoesEveryFirstTry = true
        try talk.accept()
        try talk.say("um")
        try talk.save(at: 1, customer: ["name": "Marta"], service: ["a": 1])
        try talk.finish()
        try talk.save(at: 2, final: true)
        let document = try talk.document()
        #expect(document.transcript.map(\.line) == [1, 2, 3, 4])
        #expect(document.record.revision == 3)
        #expect(document.revisions.map(\.revision) == [2, 3])
        #expect(try talk.snapshot(for: .agent).seq == 5)
    }

    @Test func `another replica goes on where the first one stopped`() throws {
        let talk = try Talk(shelf)
        try talk.say("um")
        shelf.handler = BookHandler()
        try talk.say("dois")
        try talk.accept()
        try talk.save(at: 1, service: ["a": 1])
        #expect(try talk.document().transcript.map(\.line) == [1, 2, 3, 4])
        #expect(try talk.document().record.revision == 2)
    }

    @Test func `a form is recorded with its labels, its due date and its customer, and is found`() throws {
        let talk = try Talk(shelf)
        let form = Form(
            id: FormID(trusted: "contato"), title: "Fale conosco",
            fields: [
                .init(id: "texto", label: "Mensagem", type: .text), .init(id: "mail", label: "E-mail", type: .email),
            ])
        try shelf.note(.identified(Customer(email: "maria@cliente.example"), shownTo: nil), talk)
        try shelf.note(.form(form, values: ["texto": "Liguem à tarde"]), talk)
        let due = shelf.now + .seconds(7 * 86_400)
        try talk.publish(to: [talk.customerAudience]) {
            Event.FormReceived($0, line: talk.spoken("Recebemos"), dueAt: due, queueId: Shelf.fin)
        }
        try talk.close(.offlineForm)
        let record = try talk.document().record
        #expect(record.state == .offlineForm)
        #expect(record.dueAt == due)
        #expect(record.queueId == Shelf.fin)
        #expect(record.customer["email"]?.text == "maria@cliente.example")
        let fields: JSONValue = [["id": "texto", "label": "Mensagem", "value": "Liguem à tarde"]]
        #expect(record.service["form"] == ["formId": "contato", "title": "Fale conosco", "fields": fields])
        let found = try shelf.store.readNow {
            try Search(.init(tenant: Shelf.acme, text: ShortText(trusted: "LIGUEM tarde"))).page($0.database)
        }
        #expect(found.items.map(\.state) == [.offlineForm])
    }

    @Test func `what the customer says of himself while an agent has the record open makes a revision he is told of`()
        throws
    {
        let talk = try Talk(shelf)
        try talk.accept()
        let sent = try shelf.note(.identified(Customer(name: "Maria"), shownTo: Shelf.ana), talk)
        let told = try #require(sent.events.first)
        let revised = try Event.ProtocolRevised.decode(told.body)
        #expect(revised.revision == 2)
        #expect(revised.customer["name"]?.text == "Maria")
        #expect(try talk.save(at: 1).answers.count == 1)
        #expect(try talk.document().record.revision == 2)
        #expect(try shelf.note(.identified(Customer(name: "Maria"), shownTo: Shelf.ana), talk).events.isEmpty)
        let revisions = try talk.document().revisions
        #expect(revisions.map(\.revision) == [2])
        #expect(revisions.first?.agentId == nil)
    }

    @Test func `a record as large as it can be is sent in messages of at most 256 KiB, with its lines`() throws {
        let talk = try Talk(shelf)
        try talk.accept()
        let large = String(repeating: "ç", count: 31_000)
        try talk.save(at: 1, customer: ["a": .string(large)])
        try talk.save(at: 2, service: ["b": .string(large)])
        for _ in 1...60 { try talk.say(String(repeating: "é", count: 4_000)) }
        let sent = try talk.accept()
        let opened = try #require(sent.events.first)
        #expect(opened.body.count <= JSONBody.maximumBytesFromUs)
        #expect(try !Event.ProtocolOpened.decode(opened.body).transcript.isEmpty)
        var after: Int? = nil
        var lines = 0
        for _ in 1...200 {
            let document = try talk.document(afterLine: after)
            #expect(try document.encoded().count <= JSONBody.maximumBytesFromUs)
            lines += document.transcript.count
            guard let next = document.nextAfterLine else { break }
            after = next
        }
        #expect(lines == talk.line)
    }

    @Test func `rule 13: what a bot said too late is kept once, beside the transcript`() throws {
        let talk = try Talk(shelf)
        let cause = Cause(id: "late-1", type: "bot.replied.v1", sender: .bot(BotID(trusted: "menu")))
        let wish = Conversation.HandOver(subject: SubjectID(trusted: "boleto"), attributes: ["plano": "ouro"])
        for _ in 1...2 {
            try shelf.note(.fencedOff(BotID(trusted: "menu"), ["um", "dois"], cause, wanting: wish), talk)
        }
        let document = try talk.document()
        #expect(
            document.fenced == [
                .init(
                    at: shelf.now, botId: BotID(trusted: "menu"), messageId: "late-1", commandType: "bot.replied.v1",
                    texts: ["um", "dois"], subjectId: SubjectID(trusted: "boleto"), attributes: ["plano": "ouro"])
            ])
        #expect(document.transcript.count == 1)
    }
}
