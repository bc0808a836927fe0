import Identifiers

/// One row of the list.
struct DeadLetterEntry: Encodable, Hashable {
    let id: String
    /// `dead-letters`, or the program and the partition.
    let place: String
    /// RFC 3339; nil if nobody wrote it down.
    let since: String?
    let type: String
    let key: String
    let reason: String
    /// A sentence about a dead letter.
    let detail: String?
    /// How often a parked message was tried.
    let attempts: Int?
    /// How many messages of its key wait behind it.
    let behind: Int

    init(_ letter: QueuedLetter) {
        id = "\(letter.id)"
        place = "dead-letters"
        since = letter.since
        type = letter.type
        key = letter.key
        reason = letter.reason
        detail = letter.detail
        attempts = nil
        behind = 0
    }

    init(_ line: ParkedLine) {
        id = "\(line.id)"
        place = line.place
        since = line.parked.first.since.rfc3339
        type = line.first.type
        key = line.parked.first.key
        reason = line.parked.first.reason
        detail = nil
        attempts = line.parked.first.attempts
        behind = line.parked.count - 1
    }

    static let heading = ["id", "where", "since", "type", "key", "reason", "behind"]
    /// The longest key or reason in the table, in characters; `show` has all of it.
    static let widest = 60

    var cells: [String] {
        [
            id, place, since ?? "-", type, Self.cut(key), Self.cut(detail.map { "\(reason): \($0)" } ?? reason),
            "\(behind)",
        ]
    }

    private static func cut(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= widest ? line : "\(line.prefix(widest - 1))…"
    }
}
