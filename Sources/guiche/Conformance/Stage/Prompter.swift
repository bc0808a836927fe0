import Foundation

/// How the runner talks to whoever started it: sentences for a person, JSON lines for a driver.
struct Prompter: Sendable {
    let isJSON: Bool

    /// Asks for a step.
    func ask(_ step: Cue) {
        guard isJSON else {
            Terminal.say(Terminal.paint("> \(step.task)", .blue))
            for detail in [step.text, step.line].compactMap({ $0 }) { Terminal.say("      \(detail)") }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings only: encoding them can't fail; a driver would notice an empty line.
        Terminal.say((try? encoder.encode(step)).map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    /// Says what goes on; only to people.
    func say(_ sentence: String) {
        if !isJSON { Terminal.say(Terminal.paint("  \(sentence)", .dim)) }
    }

    func tell(_ finding: Remark) {
        guard !isJSON else { return }
        for line in ScorecardText.text(finding) { Terminal.say(line) }
    }

    func report(_ scorecard: Scorecard) throws {
        if isJSON { return Terminal.say(try ScorecardJSON(scorecard).text()) }
        for line in ScorecardText(scorecard: scorecard).lines { Terminal.say(line) }
    }
}
