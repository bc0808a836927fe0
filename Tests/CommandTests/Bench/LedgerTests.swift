import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// A ledger that was falsified is noticed, whatever was done to it.
@Suite struct LedgerTests {
    @Test func `a lost line is a gap, and lost at the end`() {
        var stage = talking()
        let lines = said(4, &stage)
        stage.show(lines[0], to: [.customer, .agent])
        stage.skip(0, isLine: true)
        stage.show(lines[2], to: [.customer, .agent])
        stage.show(lines[3], to: [.customer, .agent])
        #expect(stage.floor.ledger[.gap] == 3, "in the lines of both sides, and in seq where every event is watched")
        _ = stage.floor.close(at: stage.now)
        stage.end()
        #expect(stage.floor.live == 0)
        #expect(stage.floor.ledger[.lost] == 1)
    }

    @Test func `a line that is shown again under a new number is doubled`() {
        var stage = talking()
        let line = said(1, &stage)[0]
        stage.show(line, to: [.customer])
        stage.show(line, to: [.customer])
        #expect(stage.floor.ledger[.doubled] == 1)
    }

    @Test func `a delivery that comes again is a repeat and no fault`() throws {
        var stage = talking()
        let line = said(1, &stage)[0]
        let sighting = Sighting.line(line, seq: 90, line: 4)
        _ = stage.floor.see(sighting, by: .customer, at: stage.now)
        _ = stage.floor.see(sighting, by: .customer, at: stage.now)
        #expect(stage.floor.ledger.repeats == 1)
        #expect(stage.floor.ledger[.doubled] == 0)
    }

    @Test func `a line that comes after a later one is reordered, unless it had to be sent again`() {
        var stage = talking()
        let lines = said(2, &stage)
        stage.show(lines[1], to: [.customer])
        stage.show(lines[0], to: [.customer])
        #expect(stage.floor.ledger[.reordered] == 1)

        var again = talking()
        let excused = said(2, &again)
        again.floor.sentAgain(excused[0])
        again.show(excused[1], to: [.customer])
        again.show(excused[0], to: [.customer])
        #expect(again.floor.ledger.isClean)
    }

    @Test func `a gap in seq is seen where every event is watched`() {
        var stage = Rehearsal()
        _ = stage.letIn()
        stage.open()
        stage.skip(0, isLine: false)
        stage.show(.queued, of: 0)
        #expect(stage.floor.ledger[.gap] == 1, "session 0 is watched")
    }

    @Test func `two acceptances and two live cards are told`() {
        var stage = talking()
        stage.show(.accepted, of: 0, to: [.customer], isLine: true)
        #expect(stage.floor.ledger[.winners] == 1)

        var cards = Rehearsal()
        _ = cards.letIn()
        cards.open()
        cards.show(.queued, of: 0)
        cards.show(.offered(Rehearsal.ana, Rehearsal.offer), of: 0, to: [.agent])
        cards.show(.offered(Rehearsal.ana, OfferID(trusted: "offer-2")), of: 0, to: [.agent])
        #expect(cards.floor.ledger[.winners] == 1)
    }

    @Test func `more conversations than an agent's capacity are told`() {
        var stage = Rehearsal()
        stage.tell(Rehearsal.ana, active: 1, offered: 1, capacity: 2)
        #expect(stage.floor.ledger.isClean)
        stage.tell(Rehearsal.ana, active: 2, offered: 1, capacity: 2)
        #expect(stage.floor.ledger[.overCapacity] == 1)
    }

    @Test func `what was confirmed and never shown is lost in a conversation that did not end`() {
        var stage = talking()
        let lines = said(3, &stage)
        for line in lines { stage.floor.acknowledged(line) }
        stage.show(lines[0], to: [.customer, .agent])
        stage.floor.noteUnfinished()
        #expect(stage.floor.ledger[.unfinished] == 1)
        #expect(stage.floor.ledger[.lost] == 2)
    }

    @Test func `only the first faults are told in words, all are counted`() {
        var ledger = Ledger()
        for number in 1...100 { ledger.note(.doubled, "number \(number)") }
        #expect(ledger[.doubled] == 100)
        #expect(ledger.findings.count == Limits.findings)
    }

    /// A session in service whose customer talks on.
    private func talking() -> Rehearsal {
        var stage = Rehearsal(meanLines: nil)
        _ = stage.letIn()
        stage.open()
        stage.serve()
        return stage
    }

    private func said(_ count: Int, _ stage: inout Rehearsal) -> [LineName] {
        (0..<count).compactMap { _ in stage.floor.speak(due: stage.now)?.line }
    }
}
