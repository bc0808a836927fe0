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

    /// Bytes of the record and its lines together, with room to spare for what stands around them.
    static let eventLimit = 240 * 1_024

    let lines: [Event.TranscriptLine]

    static func read(of row: RecordRow, _ transaction: Transaction) throws -> LastLines {
        let rows = try transaction.rows(
            "SELECT seq, body FROM events WHERE record = ? AND line IS NOT NULL ORDER BY seq DESC LIMIT ?",
            [row.id, countLimit])
        var room = min(byteLimit, eventLimit - (try JSONColumn.write(row.document).utf8.count))
        var lines: [Event.TranscriptLine] = []
        for columns in rows {
            let line = try Event.TranscriptLine(columns)
            room -= try JSONColumn.write(line).utf8.count + 1
            guard room >= 0 else { break }
            lines.append(line)
        }
        return LastLines(lines: lines.reversed())
    }
}

extension Event.TranscriptLine {
    /// From the columns `seq` and `body`.
    fileprivate init(_ row: Row) throws {
        let event: SpokenEvent = try JSONColumn.read(row["body"])
        self.init(
            line: event.line, seq: row["seq"], at: event.at.instant, from: event.from,
            text: event.text ?? "", messageId: event.messageId, options: event.options)
    }
}
