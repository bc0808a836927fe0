/// The report for people.
struct ScorecardText {
    let scorecard: Scorecard

    /// Every requirement with its mark, then the findings, the advice and the sum.
    var lines: [String] {
        let marks = scorecard.requirements.map { requirement in
            let status = scorecard.status(of: requirement)
            let waived = status == .notSeen && !requirement.isRequired ? " (not required)" : ""
            return "  \(Self.mark(status)) \(Terminal.pad(requirement.id, 22)) \(requirement.rule)\(waived)"
        }
        return ["", Terminal.paint("What was checked", .bold)] + marks
            + section("What is wrong", scorecard.findings.map { Self.text($0) })
            + section("Advice (fails nothing)", scorecard.advice.map { Self.text($0) }) + ["", sum]
    }

    private func section(_ heading: String, _ entries: [[String]]) -> [String] {
        entries.isEmpty ? [] : ["", Terminal.paint(heading, .bold)] + entries.flatMap { $0 }
    }

    private var sum: String {
        let counts = [Scorecard.Status.passed, .failed, .notSeen].map { "\(scorecard.count($0)) \($0.rawValue)" }
        let verdict =
            scorecard.isGood
            ? Terminal.paint("conforms", .green) : Terminal.paint("does not conform yet", .red)
        return "The program \(verdict): \(counts.joined(separator: ", "))."
    }

    private static func mark(_ status: Scorecard.Status) -> String {
        switch status {
        case .passed: Terminal.paint("passed  ", .green)
        case .failed: Terminal.paint("FAILED  ", .red)
        case .notSeen: Terminal.paint("not seen", .yellow)
        }
    }

    /// One finding: what was got, what the contract says and where, what to do.
    static func text(_ finding: Remark) -> [String] {
        let about = finding.evidence.map(\.text).flatMap { $0.isEmpty ? nil : "\($0): " } ?? ""
        return [
            "  \(Terminal.paint("!", .red)) \(finding.requirement.id)",
            "      got       \(about)\(finding.got)",
            "      contract  \(finding.requirement.rule)",
            "      see       contracts/\(finding.requirement.heading.rawValue)",
            "      do        \(finding.requirement.remedy)",
        ]
    }
}
