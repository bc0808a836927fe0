import Contracts
import Domain
import Identifiers
import Testing

@testable import guiche

/// `guiche verify` names exactly the line that is wrong (rule 23).
@Suite struct ChainCheckTests {
    private static let salt = String(repeating: "0a", count: 16)

    /// A sound transcript of as many lines.
    private func transcript(_ count: Int) -> [Answer.ChainedLine] {
        var lines: [Answer.ChainedLine] = []
        for number in 1...count {
            let from = number.isMultiple(of: 2) ? Speaker.customer : Speaker(kind: .agent, id: "ana", name: "Ana Souza")
            lines.append(line(number, from, "linha \(number)", after: lines.last?.hash))
        }
        return lines
    }

    private func line(_ number: Int, _ from: Speaker, _ text: String, after: String?) -> Answer.ChainedLine {
        let at = Instant(milliseconds: 1_795_366_032_345 + Int64(number))
        let textHash = HashChain.textHash(salt: Self.salt, text: text) ?? ""
        let hash = HashChain.hash(
            after: after ?? TranscriptLine.firstPreviousHash, TranscriptLine(line: number, at: at, from: from),
            textHash: textHash)
        return Answer.ChainedLine(
            line: number, seq: number * 2, at: at, from: from, text: text, salt: Self.salt, textHash: textHash,
            hash: hash)
    }

    private func changed(
        _ line: Answer.ChainedLine, from: Speaker? = nil, text: String?? = nil, salt: String?? = nil
    ) -> Answer.ChainedLine {
        Answer.ChainedLine(
            line: line.line, seq: line.seq, at: line.at, from: from ?? line.from, text: text ?? line.text,
            salt: salt ?? line.salt, textHash: line.textHash, hash: line.hash)
    }

    @Test func `a sound transcript has no fault`() {
        #expect(ChainCheck(transcript(5)).faults == [])
        #expect(ChainCheck([]).faults == [])
    }

    @Test func `an edited text is found in its line alone`() {
        var lines = transcript(5)
        lines[2] = changed(lines[2], text: "outra coisa")
        #expect(ChainCheck(lines).faults.map(\.line) == [3])
    }

    @Test func `another speaker is found in his line alone`() {
        var lines = transcript(5)
        lines[1] = changed(lines[1], from: Speaker(kind: .bot, id: "menu"))
        #expect(ChainCheck(lines).faults.map(\.line) == [2])
    }

    @Test func `a missing line is found at its successor`() {
        var lines = transcript(5)
        lines.remove(at: 1)
        #expect(ChainCheck(lines).faults.first?.line == 3)
    }

    @Test func `a doubled line is found`() {
        var lines = transcript(3)
        lines.insert(lines[1], at: 2)
        #expect(!ChainCheck(lines).faults.isEmpty)
    }

    @Test func `an erased text still verifies and is counted`() {
        var lines = transcript(4)
        lines[1] = changed(lines[1], text: .some(nil), salt: .some(nil))
        let check = ChainCheck(lines)
        #expect(check.faults == [])
        #expect(check.erased == 1)
    }

    @Test func `a text without its salt is a fault`() {
        var lines = transcript(2)
        lines[0] = changed(lines[0], salt: .some(nil))
        #expect(ChainCheck(lines).faults.map(\.line) == [1])
    }
}
