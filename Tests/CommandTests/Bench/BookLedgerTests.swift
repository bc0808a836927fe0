import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// A transcript of the book held against what was said and shown.
@Suite struct BookLedgerTests {
    private static let said = ["abc-0-c0", "abc-0-a0", "abc-0-c1", "abc-0-c2"]

    @Test func `a true transcript is clean`() {
        let ledger = check(Self.said)
        #expect(ledger.isClean)
        #expect(ledger.booksRead == 1)
        #expect(ledger.linesRead == 4)
    }

    @Test(arguments: [
        (["abc-0-c0", "abc-0-a0", "abc-0-c2"], Fault.lost),
        (["abc-0-c0", "abc-0-a0", "abc-0-c1", "abc-0-c1", "abc-0-c2"], Fault.doubled),
        (["abc-0-c0", "abc-0-a0", "abc-0-c2", "abc-0-c1"], Fault.reordered),
    ])
    func `a falsified transcript is noticed although its chain was made anew`(ids: [String], fault: Fault) {
        let ledger = check(ids)
        #expect(ledger[fault] == 1)
        #expect(ledger[.brokenChain] == 0)
    }

    @Test func `a changed text breaks the chain`() {
        var lines = Self.lines(Self.said)
        let line = lines[2]
        lines[2] = Answer.ChainedLine(
            line: line.line, seq: line.seq, at: line.at, from: line.from, text: "outra coisa",
            messageId: line.messageId,
            salt: line.salt, textHash: line.textHash, hash: line.hash)
        var ledger = Ledger()
        ledger.check(Self.settled, lines, run: "abc")
        #expect(ledger[.brokenChain] == 1)
    }

    @Test func `a line that had to be sent again may stand later`() {
        let settled = Settled(
            visit: 0, session: SessionID(trusted: "s"), protocolNumber: "1", outcome: "answered", lines: 4,
            said: [.customer: 3, .agent: 1], excused: [.customer: [1]])
        var ledger = Ledger()
        ledger.check(settled, Self.lines(["abc-0-c0", "abc-0-a0", "abc-0-c2", "abc-0-c1"]), run: "abc")
        #expect(ledger.isClean)
    }

    @Test func `the sample stays bounded and is the same for the same seed`() {
        func sample(_ seed: UInt64) -> [Int] {
            var sample = Sample(seed: seed)
            for number in 0..<2_000 {
                sample.offer(
                    Settled(
                        visit: number, session: SessionID(trusted: "s"), protocolNumber: nil, outcome: "answered",
                        lines: 0, said: [:], excused: [:]))
            }
            return sample.chosen.map(\.visit)
        }
        #expect(sample(1).count == Limits.booksRead)
        #expect(sample(1) == sample(1))
        #expect(sample(1) != sample(2))
        #expect(sample(1).contains { $0 >= 1_500 }, "late ones have their chance")
    }

    private static let settled = Settled(
        visit: 0, session: SessionID(trusted: "s"), protocolNumber: "1", outcome: "answered", lines: 4,
        said: [.customer: 3, .agent: 1], excused: [:])

    private func check(_ ids: [String]) -> Ledger {
        var ledger = Ledger()
        ledger.check(Self.settled, Self.lines(ids), run: "abc")
        return ledger
    }

    /// Lines with a chain that holds.
    private static func lines(_ ids: [String]) -> [Answer.ChainedLine] {
        var previous = TranscriptLine.firstPreviousHash
        return ids.enumerated().map { index, id in
            let link = TranscriptLine(
                line: index + 1, at: Instant(milliseconds: Int64(index)), from: Speaker(kind: .customer))
            let textHash = HashChain.textHash(salt: "00", text: "olá") ?? ""
            previous = HashChain.hash(after: previous, link, textHash: textHash)
            return Answer.ChainedLine(
                line: index + 1, seq: index + 1, at: link.at, from: link.from, text: "olá", messageId: id, salt: "00",
                textHash: textHash, hash: previous)
        }
    }
}
