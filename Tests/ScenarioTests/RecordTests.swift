import Contracts
import Domain
import Foundation
import Identifiers
import Testing

@testable import guiche

@Suite struct RecordTests {
    @Test("Rule 17: after Finalizar the record is in wrap-up and the capacity held until Salvar (T11)")
    func wrapUp() async throws {
        let stage = try await Stage(.wrapUp)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.talk(with: agent)
        let next = try await stage.visitor()
        try await next.enter()
        try await agent.finish(visitor)
        let finished = try await visitor.party.expect(Event.ConversationFinished.self)
        #expect(finished.by == .agent)
        let busy = try await agent.snapshot()
        #expect(busy.active == 1 && busy.offered == 0)
        #expect(busy.conversations.map(\.state) == [.wrapUp])
        try await agent.save(visitor, revision: 1)
        #expect(try await agent.revised(visitor).final)
        #expect(try await visitor.party.expect(Event.ConversationClosed.self).outcome == .answered)
        #expect(try await agent.card().conversationId == next.conversation)
    }

    @Test("Rule 17: a record that is never saved stays in the agent's list and can be saved later")
    func forgotten() async throws {
        let stage = try await Stage(.forgotten)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.talk(with: agent)
        try await agent.finish(visitor)
        #expect(try await visitor.party.expect(Event.ConversationClosed.self).outcome == .unsaved)
        let pending = Query.ProtocolSearch(tenant: stage.tenant, agentId: agent.id, state: .unsaved)
        let page = try await until({
            try await agent.party.ask(pending, .protocols, for: Answer.ProtocolPage.self)
        }) { !$0.items.isEmpty }
        #expect(page.items.map(\.conversationId) == [visitor.conversation])
        try await agent.save(visitor, revision: 1)
        #expect(try await agent.revised(visitor).final)
        #expect(try await stage.record(of: visitor).record.state == .saved)
        #expect(try await agent.snapshot().active == 0)
    }

    @Test("Rule 17: the customer who ends first leads to wrap-up directly")
    func left() async throws {
        let stage = try await Stage(.left)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.talk(with: agent)
        try await visitor.leave()
        let finished = try await agent.party.expect(Event.ConversationFinished.self)
        #expect(finished.by == .customer && finished.reason == .left)
        try await agent.save(visitor, revision: 1)
        #expect(try await agent.party.expect(Event.ConversationClosed.self).outcome == .answered)
    }

    @Test("Rule 18: saving is idempotent, by revision, a draft before Finalizar; the transcript stays")
    func saves() async throws {
        let stage = try await Stage(.saves)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.talk(with: agent)
        let id = try await agent.save(visitor, revision: 1, note: "rascunho")
        let draft = try await agent.revised(visitor)
        #expect(draft.revision == 2 && !draft.final)
        try await agent.save(visitor, revision: 1, note: "de novo", id: id)
        let stale = try await agent.save(visitor, revision: 1, note: "velho")
        let rejection = try await agent.party.rejection(of: stale)
        #expect(rejection.code == .staleRevision)
        #expect(rejection.details?["revision"].map { "\($0)".contains("2") } == true)
        try await agent.finish(visitor)
        _ = try await agent.party.expect(Event.ConversationFinished.self)
        try await agent.save(visitor, revision: 2, note: "fim")
        let final = try await agent.revised(visitor)
        #expect(final.revision == 3 && final.final)
        _ = try await visitor.party.expect(Event.ConversationClosed.self)
        let before = try await stage.record(of: visitor)
        try await agent.save(visitor, revision: 3, note: "corrigido")
        #expect(try await agent.revised(visitor).revision == 4)
        let after = try await stage.record(of: visitor)
        #expect(after.record.revision == 4)
        #expect(after.record.service == ["nota": "corrigido"])
        #expect(after.transcript == before.transcript)
        #expect(try agent.party.seen(Event.ProtocolRevised.self).map(\.revision) == [2, 3, 4])
    }

    @Test(
        "Rule 19: the protocol is in the first line, numeric, with a check digit, and unique", arguments: [false, true])
    func numbers(withBot: Bool) async throws {
        let stage = try await Stage(withBot ? .botNumbers : .numbers)
        let opened = try await withThrowingTaskGroup(of: Event.ConversationOpened.self) { group in
            for _ in 1...10 { group.addTask { try await stage.visitor().open() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(opened.map(\.protocol)).count == opened.count)
        let day = DateFormatter()
        day.timeZone = TimeZone(identifier: "America/Sao_Paulo")
        day.dateFormat = "yyyyMMdd"
        for event in opened {
            #expect(event.line == 1 && event.seq == 1)
            #expect(event.text.contains(event.protocol))
            #expect(event.protocol.utf8.count == 17)
            #expect(ProtocolNumber.isValid(event.protocol))
            let moment = Date(timeIntervalSince1970: Double(event.at.milliseconds) / 1_000)
            #expect(event.protocol.hasPrefix(day.string(from: moment)))
        }
    }

    @Test("Rule 23: the transcript has no gap, is all the customer was shown as text, and verifies")
    func chain() async throws {
        let stage = try await Stage(.chain)
        let agent = try await stage.loggedIn()
        let visitor = try await stage.visitor()
        let observer = try await stage.observer(of: visitor)
        let number = try await visitor.open().protocol
        try await visitor.pick()
        try await agent.accept(try await agent.card())
        for turn in 1...3 {
            try await visitor.say("pergunta \(turn): ção, “aspas” e \u{1F600}")
            try await agent.say("resposta \(turn)", to: visitor)
        }
        _ = try await visitor.party.expect(Event.ConversationMessage.self) { $0.text == "resposta 3" }
        try await agent.complete(visitor)
        let closed = try await observer.expect(Event.ConversationClosed.self)
        let seqs = try (observer.conversationSeqs())
        #expect(seqs == Array(1...closed.seq))
        let document = try await until({ try await stage.record(of: visitor) }) { $0.record.closedAt != nil }
        #expect(document.transcript.map(\.line) == Array(1...document.transcript.count))
        #expect(ChainCheck(document.transcript).faults.isEmpty)
        #expect(document.transcript.map(\.text) == (try visitor.party.shownTexts()))
        let verified = try await stage.system.guiche("verify", number, "--tenant", stage.scene.name)
        #expect(verified.code == 0, "\(verified.errors)")
        let found = try await stage.system.guiche(
            "protocols", "search", "aspas", "resposta", "--tenant", stage.scene.name)
        #expect(found.output.contains(number))
    }
}

/// What every conversation event has, and what makes it a line.
private struct Numbered: Decodable {
    let seq: Int?
    let line: Int?
    let text: String?
}

extension Party {
    /// The numbers of all conversation events that came, in order.
    func conversationSeqs() throws -> [Int] { try numbered().compactMap(\.seq) }

    /// The texts of all lines that came, in order.
    func shownTexts() throws -> [String?] { try numbered().filter { $0.line != nil }.map(\.text) }

    private func numbered() throws -> [Numbered] {
        try bodies.map { try JSONDecoder().decode(Numbered.self, from: Data($0)) }
    }
}
