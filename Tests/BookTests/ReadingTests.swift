import Contracts
import Domain
import Identifiers
import Testing
import Worker

@testable import protocol_writer

@Suite struct ReadingTests {
    let shelf: Shelf

    init() throws { shelf = try Shelf() }

    @Test func `the chain over the lines verifies from the first to the last`() throws {
        let talk = try Talk(shelf)
        try talk.accept()
        try talk.say("Olá, ação!", from: Speaker(kind: .agent, id: "ana", name: "Ana"))
        var previous = TranscriptLine.firstPreviousHash
        let transcript = try talk.document().transcript
        #expect(transcript.map(\.line) == [1, 2, 3])
        for line in transcript {
            #expect(HashChain.textHash(salt: line.salt ?? "", text: line.text ?? "") == line.textHash)
            let link = TranscriptLine(line: line.line, at: line.at, from: line.from)
            previous = HashChain.hash(after: previous, link, textHash: line.textHash)
            #expect(previous == line.hash)
        }
        #expect(Set(transcript.map(\.salt)).count == 3)
    }

    @Test func `a transcript is read page by page`() throws {
        let talk = try Talk(shelf)
        for number in 1...6 { try talk.say("linha \(number)") }
        let first = try talk.document(limit: 4)
        #expect(first.transcript.map(\.line) == [1, 2, 3, 4])
        #expect(first.nextAfterLine == 4)
        let second = try talk.document(afterLine: 4, limit: 4)
        #expect(second.transcript.map(\.line) == [5, 6, 7])
        #expect(second.nextAfterLine == nil)
    }

    @Test func `decisions are part of the document`() throws {
        let talk = try Talk(shelf)
        try talk.publish(to: [.queue(Shelf.acme, Shelf.fin)]) {
            Event.RoutingDecided(
                $0, decision: "assign", checks: [Check("logged_in", "yes")],
                candidates: [Candidate(agentId: Shelf.ana, chosen: true, reason: "only one")], candidateCount: 1)
        }
        let decisions = try talk.document().decisions
        #expect(decisions.map(\.decision) == ["assign"])
        #expect(decisions[0].candidates?.first?.agentId == Shelf.ana)
    }

    @Test func `the largest documents stay within a message`() throws {
        let talk = try Talk(shelf)
        let long = String(repeating: "ã", count: 4_000)
        for _ in 1...30 { try talk.say(long) }
        for revision in 1...9 {
            try talk.save(at: revision, service: ["texto": .string(long), "n": .integer(Int64(revision))])
        }
        #expect(try talk.document().revisions.map(\.revision) == Array(4...10))
        var after = 0
        var lines = 0
        while true {
            let document = try talk.document(afterLine: after)
            #expect(try document.encoded().count <= JSONBody.maximumBytesFromUs)
            lines += document.transcript.count
            guard let next = document.nextAfterLine else { break }
            after = next
        }
        #expect(lines == 31)
    }

    @Test func `a reader gets what its audience was told, from a number on`() throws {
        let talk = try Talk(shelf)
        try talk.say("um")
        try talk.whisper("nota")
        try talk.say("dois")
        let customer = try talk.snapshot(for: .customer)
        #expect(customer.events.map { $0.body["seq"] } == [1, 2, 4])
        #expect(customer.seq == 4)
        #expect(customer.line == 3)
        #expect(customer.state == .open)
        #expect(try talk.snapshot(for: .agent, after: 1).events.map { $0.body["seq"] } == [2, 3, 4])
        let page = try talk.snapshot(for: .customer, after: 0, limit: 2)
        #expect(page.nextAfterSeq == 2)
        #expect(try talk.snapshot(for: .customer, after: 2, limit: 2).nextAfterSeq == nil)
    }

    @Test func `whoever has seen more than the book is told to ask again`() throws {
        let talk = try Talk(shelf)
        let refusal = #expect(throws: QueryRefusal.self) { try talk.snapshot(for: .customer, after: 9) }
        #expect(refusal?.code == .unavailable)
    }

    @Test func `another tenant's conversation is not found`() throws {
        let talk = try Talk(shelf)
        let other = TenantID(trusted: "other")
        let read = Query.ProtocolRead(tenant: other, number: ShortText(trusted: talk.identity.protocolNumber))
        #expect(try shelf.store.readNow { try ProtocolReading(read).document($0.database) } == nil)
        let missed = Query.ConversationRead(tenant: other, conversationId: talk.identity.id, audience: .customer)
        #expect(try shelf.store.readNow { try ConversationReading(missed).snapshot($0.database) } == nil)
    }
}
