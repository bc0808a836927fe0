import Domain
import GRDB
import Storage

/// The words of the transcripts. Writing them line by line would cost more than everything else together, because
/// SQLite writes out a full-text index at every savepoint; so lines are taken in in portions, and a search reads those
/// that are not in yet itself (see ``Search``).
struct LineIndex {
    /// How many lines may be waiting; a search cuts at most about so many into words itself.
    static let portion = 512
    /// The most events looked at at once; more are waiting only after a portion failed.
    static let portionLimit = 4 * portion

    /// Lines added since the last portion, as far as this process knows; it decides only when to look.
    private var waiting = 0

    init() {}

    /// Finds out how many are waiting: whoever wrote them may be gone.
    init(_ transaction: Transaction) throws {
        let row = try transaction.row("SELECT (SELECT max(id) FROM events) - event FROM indexed")
        waiting = Int(row?[0] as Int64? ?? 0)
    }

    mutating func lineAdded(_ transaction: Transaction) throws {
        waiting += 1
        guard waiting >= Self.portion else { return }
        try takeIn(transaction)
        waiting = 0
    }

    private func takeIn(_ transaction: Transaction) throws {
        let waiting = try transaction.row(
            """
            SELECT max(id) FROM (SELECT id FROM events WHERE id > (SELECT event FROM indexed) ORDER BY id LIMIT ?)
            """, [Self.portionLimit])
        guard let last = waiting?[0] as Int64? else { return }
        try transaction.run(
            """
            INSERT INTO lineWords (rowid, text) SELECT id, body ->> 'text' FROM events
                WHERE id > (SELECT event FROM indexed) AND id <= ? AND line IS NOT NULL ORDER BY id
            """, [last])
        try transaction.run("UPDATE indexed SET event = ?", [last])
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
        guard
            before.record.customer != row.record.customer || before.record.service != row.record.service
                || before.attributes != row.attributes
        else { return }
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
