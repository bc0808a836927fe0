import Foundation
import Glibc

/// What a person sees. Colours only where there is a person: on a terminal.
enum Terminal {
    enum Colour: String {
        case dim = "2"
        case bold = "1"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "36"
    }

    private static let isForPeople =
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    /// One line on standard output, at once.
    static func say(_ line: String) { write("\(line)\n", to: STDOUT_FILENO) }

    /// One line about the command itself, on standard error.
    static func note(_ line: String) { write("guiche: \(line)\n", to: STDERR_FILENO) }

    /// Whoever reads may have gone: then there is nobody left to tell, and the command goes on.
    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
        }
    }

    /// A value as JSON for other programs.
    static func say(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        say(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Begins a terminal's page anew; elsewhere one page follows the other.
    static func clear() {
        if isForPeople { write("\u{1B}[H\u{1B}[2J", to: STDOUT_FILENO) } else { say("") }
    }

    static func paint(_ text: String, _ colour: Colour) -> String {
        isForPeople ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Text filled up with blanks to a width in characters.
    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// A table with a heading and columns as wide as their widest cell.
    static func table(_ heading: [String], _ rows: [[String]]) {
        let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
        for (index, row) in ([heading] + rows).enumerated() {
            let cells = zip(row, widths).map(pad).joined(separator: "  ")
            say(index == 0 ? paint(cells, .bold) : cells)
        }
    }
}
