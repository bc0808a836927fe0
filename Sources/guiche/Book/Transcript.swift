import Contracts
import Domain
import Identifiers

/// A conversation as a person reads it.
enum Transcript {
    static func show(_ lines: [Answer.ChainedLine]) {
        for line in lines { show(line: line.line, from: line.from, text: line.text ?? "(apagado)", at: line.at) }
    }

    static func show(line: Int, from: Speaker, text: String, at: Instant) {
        let speaker = Terminal.paint(Terminal.pad(name(from), 14), colour(from))
        let number = String(repeating: " ", count: max(0, 3 - "\(line)".count)) + "\(line)"
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        let indent = String(repeating: " ", count: 31)
        Terminal.say(
            "\(number)  \(Terminal.paint(clock(at), .dim))  \(speaker)  " + rows.joined(separator: "\n\(indent)"))
    }

    static func name(_ speaker: Speaker) -> String {
        switch speaker.kind {
        case .customer: "cliente"
        case .system: "sistema"
        case .bot: speaker.name ?? speaker.id ?? "bot"
        case .agent: speaker.name ?? speaker.id ?? "atendente"
        }
    }

    private static func colour(_ speaker: Speaker) -> Terminal.Colour {
        switch speaker.kind {
        case .customer: .blue
        case .agent: .green
        case .bot: .yellow
        case .system: .dim
        }
    }

    /// The time of day in UTC, to the second.
    private static func clock(_ at: Instant) -> String { String(at.rfc3339.dropFirst(11).prefix(8)) }
}
