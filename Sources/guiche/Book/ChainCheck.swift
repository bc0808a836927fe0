import Contracts
import Domain

/// Recomputes the hash chain of a transcript (rule 23; contract page, "Hash chain").
struct ChainCheck {
    /// What is wrong, and where.
    struct Fault: Equatable, CustomStringConvertible {
        let line: Int
        let what: String

        var description: String { "line \(line): \(what)" }
    }

    /// Lines whose text was erased: their link is verified, their words can't be.
    let erased: Int
    let faults: [Fault]

    /// After a faulty line the check goes on from the hash that line claims, so that each fault is named once.
    init(_ lines: [Answer.ChainedLine]) {
        var faults: [Fault] = []
        var previous = TranscriptLine.firstPreviousHash
        var erased = 0
        for (index, line) in lines.enumerated() {
            if line.line != index + 1 {
                faults.append(
                    Fault(line: line.line, what: "expected to be line \(index + 1): a line is missing or doubled"))
            }
            if index > 0, line.seq <= lines[index - 1].seq {
                faults.append(Fault(line: line.line, what: "its seq \(line.seq) is not above the line's before it"))
            }
            if line.salt == nil && line.text == nil {
                erased += 1
            } else if let fault = Self.textFault(line) {
                faults.append(Fault(line: line.line, what: fault))
            }
            let link = TranscriptLine(line: line.line, at: line.at, from: line.from)
            if HashChain.hash(after: previous, link, textHash: line.textHash) != line.hash {
                faults.append(
                    Fault(
                        line: line.line, what: "its hash does not follow from the line before, its time and its speaker"
                    ))
            }
            previous = line.hash
        }
        self.faults = faults
        self.erased = erased
    }

    private static func textFault(_ line: Answer.ChainedLine) -> String? {
        guard let salt = line.salt, let text = line.text else {
            return "it has a text without a salt, or a salt without a text"
        }
        return HashChain.textHash(salt: salt, text: text) == line.textHash
            ? nil : "its text is not the one that was written"
    }
}
