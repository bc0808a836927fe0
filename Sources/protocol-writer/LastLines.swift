import Contracts
import Domain
import GRDB
import Identifiers
import Storage

/// The end of a transcript, for the agent who comes into the conversation.
struct LastLines {
    /// Contract page, `protocol.opened.v1`.
    static let countLimit = 50
    /// Contract page, `protocol.opened.v1`: bytes of all lines together.
    static let byteLimit = 128 * 1_024

    let lines: [Event.TranscriptLine]

    static func read(of row: RecordRow, _ transaction: Transaction) throws -> LastLines {
        let rows = try transaction.rows(
            """
            SELECT line, seq, at, fromKind, fromId, fromName, text, messageId, options FROM lines
                WHERE record = ? ORDER BY line DESC LIMIT ?
            """, [row.id, countLimit])
        var room = byteLimit
        var lines: [Event.TranscriptLine] = []
        for row in rows {
            let line = try Event.TranscriptLine(row)
            room -= try JSONColumn.write(line).utf8.count + 1
            guard room >= 0 else { break }
            lines.append(line)
        }
        return LastLines(lines: lines.reversed())
    }
}

extension Event.TranscriptLine {
    fileprivate init(_ row: Row) throws {
        let options: String? = row["options"]
        self.init(
            line: row["line"], seq: row["seq"], at: Instant(milliseconds: row["at"]), from: Speaker(row),
            text: row["text"] ?? "", messageId: row["messageId"],
            options: try options.map { try JSONColumn.read($0) })
    }
}

extension Speaker {
    /// From the columns `fromKind`, `fromId`, `fromName`.
    init(_ row: Row) {
        self.init(
            kind: SpeakerKind(rawValue: row["fromKind"]) ?? .system, id: row["fromId"], name: row["fromName"])
    }
}
