import Contracts
import Domain
import Identifiers
import Testing
import Worker

@testable import protocol_writer

@Suite struct SearchTests {
    let shelf: Shelf

    init() throws { shelf = try Shelf() }

    private func found(
        text: String? = nil, customer: String? = nil, number: String? = nil, agent: AgentID? = nil,
        state: RecordState? = nil, limit: Int? = nil, cursor: String? = nil
    ) throws -> Answer.ProtocolPage {
        let query = Query.ProtocolSearch(
            tenant: Shelf.acme, number: number.map(ShortText.init(trusted:)),
            text: text.map(ShortText.init(trusted:)), customer: customer.map(ShortText.init(trusted:)),
            agentId: agent, state: state, limit: limit.map(PageSize.init(trusted:)),
            cursor: cursor.map(ShortText.init(trusted:)))
        let search = try Search(query)
        return try shelf.store.readNow { try search.page($0.database) }
    }

    private func sessions(_ page: Answer.ProtocolPage, of talks: [Talk]) -> [String] {
        page.items.compactMap { item in talks.first { $0.identity.id == item.conversationId }?.identity.session.text }
    }

    @Test func `all words are found, whatever their case and accents, in different lines and in the data`() throws {
        let talk = try Talk(shelf, customer: Customer(name: "José"))
        try talk.say("Preciso da Segunda Via")
        try talk.say("do CARTÃO")
        try talk.save(at: 1, service: ["solução": "Reenviado por e-mail"])
        for text in ["segunda cartao", "JOSE via", "reenviado Cartão", "ouro", "e-mail", "via"] {
            #expect(try found(text: text).items.count == 1, "\(text)")
        }
        for text in ["segunda terceira", "!!!", "cartões"] { #expect(try found(text: text).items.isEmpty, "\(text)") }
    }

    @Test func `words are found before and after the index takes the lines in`() throws {
        let talk = try Talk(shelf)
        for number in 1...(LineIndex.portion + 50) { try talk.say("palavra\(number)") }
        let indexed = try shelf.store.readNow { try $0.row("SELECT event FROM indexed")?[0] as Int64? }
        #expect(indexed == Int64(LineIndex.portion))
        for number in [1, 300, LineIndex.portion, LineIndex.portion + 50] {
            #expect(try found(text: "PALAVRA\(number)").items.count == 1)
        }
    }

    @Test func `what a revision replaced is no longer found`() throws {
        let talk = try Talk(shelf, customer: Customer(name: "Maria"))
        try talk.save(at: 1, customer: ["name": "Marta"], service: ["nota": "azul"])
        try talk.save(at: 2, service: ["nota": "verde"])
        #expect(try found(customer: "maria").items.isEmpty)
        #expect(try found(customer: "marta").items.count == 1)
        #expect(try found(text: "azul").items.isEmpty)
        #expect(try found(text: "verde").items.count == 1)
    }

    @Test func `the customer is found by any of his fields and by nothing else`() throws {
        let maria = Customer(name: "Maria Silva", email: "maria@x.example", document: "123.456-7")
        let talk = try Talk(shelf, customer: maria)
        try talk.say("Falo com o João")
        try talk.save(at: 1, service: ["cidade": "Recife"])
        for customer in ["silva", "maria@x.example", "123.456-7", "MARIA"] {
            #expect(try found(customer: customer).items.count == 1, "\(customer)")
        }
        for customer in ["joão", "recife"] { #expect(try found(customer: customer).items.isEmpty, "\(customer)") }
    }

    @Test func `identifying oneself later is found, and what was said last holds`() throws {
        let talk = try Talk(shelf, customer: Customer(name: "Maria", email: "m@x.example"))
        try shelf.note(.identified(Customer(name: "Outra", phone: "81999"), shownTo: nil), talk)
        #expect(try found(customer: "outra 81999").items.count == 1)
        #expect(try found(customer: "m@x.example").items.count == 1)
        #expect(try found(customer: "maria").items.isEmpty)
    }

    @Test func `from is inclusive, to is not`() throws {
        let talk = try Talk(shelf)
        let at = talk.identity.openedAt
        let early = Query.ProtocolSearch(tenant: Shelf.acme, from: at, to: at + .milliseconds(1))
        let late = Query.ProtocolSearch(tenant: Shelf.acme, from: at + .milliseconds(-5), to: at)
        #expect(try shelf.store.readNow { try Search(early).page($0.database) }.items.count == 1)
        #expect(try shelf.store.readNow { try Search(late).page($0.database) }.items.isEmpty)
    }

    @Test func `pages follow each other from the newest to the oldest`() throws {
        var talks: [Talk] = []
        for number in 1...5 {
            shelf.now = shelf.now + .seconds(number == 3 ? 0 : 1)
            talks.append(try Talk(shelf, session: "s\(number)", number: number))
        }
        let first = try found(limit: 2)
        #expect(sessions(first, of: talks) == ["s5", "s4"])
        let second = try found(limit: 2, cursor: first.nextCursor)
        #expect(sessions(second, of: talks) == ["s3", "s2"])
        let third = try found(limit: 2, cursor: second.nextCursor)
        #expect(sessions(third, of: talks) == ["s1"])
        #expect(third.nextCursor == nil)
    }

    @Test func `conditions hold together`() throws {
        let one = try Talk(shelf, session: "s1", number: 1)
        let two = try Talk(shelf, session: "s2", number: 2)
        try one.accept()
        try two.close(.refused)
        #expect(sessions(try found(agent: Shelf.ana), of: [one, two]) == ["s1"])
        #expect(sessions(try found(state: .refused), of: [one, two]) == ["s2"])
        #expect(try found(agent: Shelf.ana, state: .refused).items.isEmpty)
        #expect(sessions(try found(number: two.identity.protocolNumber), of: [one, two]) == ["s2"])
    }

    @Test func `a made-up cursor is refused`() throws {
        let refusal = #expect(throws: QueryRefusal.self) { try found(cursor: "x") }
        #expect(refusal?.code == .invalidContract)
    }

    @Test func `quotes and operators in a search are only words`() throws {
        let talk = try Talk(shelf)
        try talk.say("a OR b NOT \"c\" NEAR(d)")
        #expect(try found(text: "\"c\" OR NEAR(d) -b *").items.count == 1)
        #expect(try found(text: "a) OR (x").items.isEmpty)
    }
}
