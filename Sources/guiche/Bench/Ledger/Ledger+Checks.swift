import Contracts
import Domain

// What is found out at the end.
extension Ledger {
    /// Lines of a conversation that one side was never shown although later ones were.
    mutating func noteMissing(_ visit: Visit) {
        for voice in Voice.allCases {
            let missing = max(visit.customerView.missing(voice), visit.agentView.missing(voice))
            note(.lost, times: missing, "\(visit.place.session): \(missing) of the \(voice) were not shown")
        }
    }

    /// A conversation that did not come to its end: what was confirmed and not shown is lost.
    mutating func noteUnfinished(_ visit: Visit) {
        note(.unfinished, "\(visit.place.session) stayed in \(visit.phase), last seq \(visit.customerView.seq)")
        noteMissing(visit)
        for (voice, said) in [(Voice.customer, visit.customer), (.agent, visit.agent), (.bot, visit.bot)] {
            let lost = said.acknowledged - visit.customerView.passed(voice)
            note(.lost, times: lost, "\(visit.place.session): the last \(lost) of the \(voice) were not shown")
        }
    }

    /// Holds the book's transcript against what was said, confirmed and shown.
    mutating func check(_ settled: Settled, _ lines: [Answer.ChainedLine], run: String) {
        booksRead += 1
        linesRead += lines.count
        let chain = ChainCheck(lines)
        for fault in chain.faults { note(.brokenChain, "\(settled.session): \(fault)") }
        if lines.count != settled.lines {
            note(.unequal, "\(settled.session): \(lines.count) lines, \(settled.lines) were shown")
        }
        let names = lines.compactMap { line in line.messageId.flatMap { LineName(messageId: $0, run: run) } }
        for voice in Voice.allCases {
            check(
                voice, names.filter { $0.visit == settled.visit && $0.voice == voice }.map(\.number),
                said: settled.said[voice] ?? 0, excused: settled.excused[voice] ?? [], settled)
        }
    }

    private mutating func check(
        _ voice: Voice, _ numbers: [Int], said: Int, excused: Set<Int>, _ settled: Settled
    ) {
        let kept = Set(numbers)
        let lost = Set(0..<said).subtracting(kept).count
        note(.lost, times: lost, "\(settled.session): \(lost) of the \(voice) are not in the transcript")
        let doubled = numbers.count - kept.count
        note(.doubled, times: doubled, "\(settled.session): \(doubled) of the \(voice) are in the transcript again")
        let inOrder = numbers.filter { !excused.contains($0) }
        let turns = zip(inOrder, inOrder.dropFirst()).filter { $0 > $1 }.count
        note(.reordered, times: turns, "\(settled.session): the \(voice)'s lines are out of order in the transcript")
    }
}
