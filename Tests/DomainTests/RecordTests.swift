import Domain
import Identifiers
import Testing

struct RecordTests {
    private func change(_ revision: Int, final: Bool = false, service: JSONObject? = nil) -> RecordChange {
        RecordChange(revision: revision, customer: nil, service: service, final: final)
    }

    @Test func `every accepted save raises the revision, a stale one is told the current`() {
        var record = Record()
        #expect(record.save(change(1)) == .saved(revision: 2, final: false))
        #expect(record.save(change(1)) == .stale(current: 2))
        #expect(record.save(change(2)) == .saved(revision: 3, final: false))
    }

    @Test func `a given object replaces and an absent one stays`() {
        var record = Record()
        _ = record.save(change(1, service: ["motivo": .string("boleto")]))
        _ = record.save(change(2))
        #expect(record.service == ["motivo": .string("boleto")])
    }

    @Test func `what the customer says last holds; while the record is open it makes a revision if it is news`() {
        var record = Record(customer: ["name": "Maria", "cidade": "Recife"])
        let news: JSONObject = ["name": "Maria Silva"]
        let isRevisedEarly = record.identified(news, isOpen: false)
        #expect(!isRevisedEarly)
        #expect(record.revision == 1)
        #expect(record.customer == ["name": "Maria Silva", "cidade": "Recife"])
        let isRevisedByNothing = record.identified(news, isOpen: true)
        #expect(!isRevisedByNothing)
        let isRevised = record.identified(["phone": "81999"], isOpen: true)
        #expect(isRevised)
        #expect(record.save(change(1)) == .stale(current: 2))
    }

    @Test func `a record that was saved finally stays saved whatever comes later`() {
        var record = Record()
        record.finished()
        _ = record.save(change(1, final: true))
        record.closed(.unsaved)
        #expect(record.state == .saved)
    }

    @Test func `a wrap-up without a save leaves it pending, and a late save completes it`() {
        var record = Record()
        record.finished()
        record.closed(.unsaved)
        #expect(record.state == .unsaved)
        _ = record.save(change(1, final: true))
        #expect(record.state == .saved)
    }
}

struct ProtocolNumberTests {
    @Test func `a number is the date, eight digits and a check digit`() throws {
        let date = try #require(CalendarDate(year: 2026, month: 11, day: 22))
        let number = ProtocolNumber.make(date: date, sequence: 1)
        #expect(number.hasPrefix("2026112200000001"))
        #expect(number.count == 17)
        #expect(ProtocolNumber.isValid(number))
    }

    @Test func `every single wrong digit and every swap of neighbours is found`() throws {
        let date = try #require(CalendarDate(year: 2026, month: 2, day: 28))
        let digits = Array(ProtocolNumber.make(date: date, sequence: 48_213))
        for index in digits.indices {
            for other in "0123456789" where other != digits[index] {
                var wrong = digits
                wrong[index] = other
                #expect(!ProtocolNumber.isValid(String(wrong)))
            }
            guard index + 1 < digits.count, digits[index] != digits[index + 1] else { continue }
            var swapped = digits
            swapped.swapAt(index, index + 1)
            #expect(!ProtocolNumber.isValid(String(swapped)))
        }
    }
}

struct TranscriptLineTests {
    @Test func `the chained form has sorted keys, no white space, and ids only of agents and bots`() {
        let at = Instant(milliseconds: 0)
        let agent = TranscriptLine(line: 2, at: at, from: .init(kind: .agent, id: "ana", name: "Ana"))
        #expect(
            agent.canonical(textHash: "ff")
                == #"{"at":"1970-01-01T00:00:00.000Z","from":{"id":"ana","kind":"agent"},"line":2,"textHash":"ff"}"#)
        let customer = TranscriptLine(line: 1, at: at, from: .customer)
        #expect(customer.canonical(textHash: "ff").contains(#""from":{"kind":"customer"}"#))
    }
}
