import Domain
import GRDB
import Storage

/// The words of the transcripts. Writing them line by line would cost more than everything else together, because
/// SQLite writes out a full-text index at every savepoint; so lines are taken in in portions, and a search reads those
/// that are not in yet itself (see ``Search``).
struct LineIndex {
    /// How many lines may be waiting; a search tokenises at most about so many itself.
    static let portion = 512
    /// The most lines taken in at once, when a portion failed before.
    static let portionLimit = 4 * portion

    /// Lines added since the last portion, as far as this process knows; it decides only when to look.
    private var waiting = 0

    init() {}

    /// Finds out how many are waiting: whoever wrote them may be gone.
    init(_ transaction: Transaction) throws {
        let row = try transaction.row("SELECT (SELECT max(id) FROM lines) - line FROM indexed")
        waiting = Int(row?[0] as Int64? ?? 0)
    }

    mutating func lineAdded(_ transaction: Transaction) throws {
        waiting += 1
        guard waiting >= Self.portion else { return }
        try takeIn(transaction)
        waiting = 0
    }

    private func takeIn(_ transaction: Transaction) throws {
        let lines = try transaction.rows(
            "SELECT id, text FROM lines WHERE id > (SELECT line FROM indexed) ORDER BY id LIMIT ?",
            [Self.portionLimit])
        guard let last = lines.last else { return }
        for line in lines {
            try transaction.run(
                "INSERT INTO lineWords (rowid, text) VALUES (?, ?)", [line[0] as Int64, line[1] as String?])
        }
        try transaction.run("UPDATE indexed SET line = ?", [last[0] as Int64])
    }
}

/// The words of the records: the customer's data, the service data and the session's attributes.
enum RecordIndex {
    static func add(_ row: RecordRow, _ transaction: Transaction) throws {
        let words = words(of: row)
        guard words != Words() else { return }
        try transaction.run(
            "INSERT INTO recordWords (rowid, customer, service) VALUES (?, ?, ?)",
            [row.id, words.customer, words.service])
    }

    /// The index keeps no text, so it has to be told what to take out.
    static func replace(_ before: RecordRow, with row: RecordRow, _ transaction: Transaction) throws {
        guard before.record.customer != row.record.customer || before.record.service != row.record.service else {
            return
        }
        let old = words(of: before)
        if old != Words() {
            try transaction.run(
                "INSERT INTO recordWords (recordWords, rowid, customer, service) VALUES ('delete', ?, ?, ?)",
                [before.id, old.customer, old.service])
        }
        try add(row, transaction)
    }

    private struct Words: Equatable {
        var customer = ""
        var service = ""
    }

    private static func words(of row: RecordRow) -> Words {
        let attributes = row.attributes.sorted { $0.key < $1.key }.map(\.value)
        return Words(
            customer: JSONValue.object(row.record.customer).texts.joined(separator: "\n"),
            service: (JSONValue.object(row.record.service).texts + attributes).joined(separator: "\n"))
    }
}

extension JSONValue {
    /// Every text and number in here, in a fixed order.
    var texts: [String] {
        switch self {
        case .null, .boolean: []
        case .integer(let number): ["\(number)"]
        case .number(let number): ["\(number)"]
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let members): members.sorted { $0.key < $1.key }.flatMap { $0.value.texts }
        }
    }
}
