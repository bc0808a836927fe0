import Contracts
import Domain
import GRDB
import Identifiers
import Worker

/// `protocol.search.v1`: all conditions hold together; the newest first.
struct Search: Sendable {
    /// The default of `limit`; at most 100 may be asked for (contract page).
    static let pageSize = 20
    /// Bytes of the records of one page; the rest comes with the next.
    static let byteLimit = 200 * 1_024
    /// The most different words of one search.
    static let wordLimit = 32

    private let query: Query.ProtocolSearch
    private let after: Cursor?

    init(_ query: Query.ProtocolSearch) throws {
        self.query = query
        after = try query.cursor.map { cursor in
            guard let read = Cursor(cursor.value) else {
                throw QueryRefusal(.invalidContract, "cursor: expected the nextCursor of an earlier answer")
            }
            return read
        }
    }

    func page(_ database: Database) throws -> Answer.ProtocolPage {
        var conditions = Conditions(tenant: query.tenant)
        conditions.add(query, after: after)
        guard try addWords(to: &conditions, database) else { return Answer.ProtocolPage(items: []) }
        let limit = query.limit?.value ?? Self.pageSize
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT \(RecordRow.columns) FROM records WHERE \(conditions.text)
                    ORDER BY openedAt DESC, id DESC LIMIT ?
                """, arguments: conditions.arguments + [limit + 1])
        return try page(rows.map { try RecordRow($0) }, limit: limit)
    }

    private func page(_ found: [RecordRow], limit: Int) throws -> Answer.ProtocolPage {
        var room = Self.byteLimit
        var items: [Answer.ProtocolItem] = []
        var last: RecordRow?
        for record in found.prefix(limit) {
            let item = record.item
            room -= try JSONColumn.write(item).utf8.count
            guard room >= 0 || items.isEmpty else { break }
            items.append(item)
            last = record
        }
        let isComplete = items.count == found.count
        return Answer.ProtocolPage(items: items, nextCursor: isComplete ? nil : last.map { Cursor($0).text })
    }

    /// False if a text was given in which there is no word: nothing matches it.
    private func addWords(to conditions: inout Conditions, _ database: Database) throws -> Bool {
        if let text = query.text?.value {
            let words = try Words(text, of: "text", database)
            guard !words.all.isEmpty else { return false }
            let waiting = try WaitingLines(words.all, database)
            for word in words.all { conditions.add(word: word, waiting: waiting.records(with: word)) }
        }
        if let customer = query.customer?.value {
            let words = try Words(customer, of: "customer", database)
            guard !words.all.isEmpty else { return false }
            for word in words.all { conditions.add(customerWord: word) }
        }
        return true
    }
}

/// Where a search goes on: after this record in the order of the answer.
private struct Cursor {
    let openedAt: Int64
    let id: Int64

    init(_ record: RecordRow) {
        openedAt = record.identity.openedAt.milliseconds
        id = record.id
    }

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let openedAt = parts[0], let id = parts[1] else { return nil }
        self.openedAt = openedAt
        self.id = id
    }

    var text: String { "\(openedAt)-\(id)" }
}

/// The WHERE of a search. Values are always arguments, never part of the statement.
private struct Conditions {
    private(set) var text = "tenant = ?"
    private(set) var arguments: StatementArguments

    init(tenant: TenantID) { arguments = [tenant.text] }

    mutating func add(_ query: Query.ProtocolSearch, after: Cursor?) {
        add("protocol = ?", query.number?.value)
        add("agent = ?", query.agentId?.text)
        add("channel = ?", query.channelId?.text)
        add("queue = ?", query.queueId?.text)
        add("state = ?", query.state?.rawValue)
        add("openedAt >= ?", query.from?.milliseconds)
        add("openedAt < ?", query.to?.milliseconds)
        if let after { add("(openedAt, id) < (?, ?)", [after.openedAt, after.id]) }
    }

    /// In a line that is indexed, in the record's data, or in a line that is not indexed yet.
    mutating func add(word: String, waiting: [Int64]) {
        let list = "[" + waiting.map(String.init).joined(separator: ",") + "]"
        add(
            """
            id IN (SELECT record FROM events WHERE id IN (SELECT rowid FROM lineWords WHERE lineWords MATCH ?)
                UNION ALL SELECT rowid FROM recordWords WHERE recordWords MATCH ?
                UNION ALL SELECT value FROM json_each(?))
            """, ["\"\(word)\"", "\"\(word)\"", list])
    }

    mutating func add(customerWord word: String) {
        add("id IN (SELECT rowid FROM recordWords WHERE recordWords MATCH ?)", ["customer : \"\(word)\""])
    }

    private mutating func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
        guard let value else { return }
        add(condition, [value])
    }

    private mutating func add(_ condition: String, _ values: StatementArguments) {
        text += " AND " + condition
        arguments += values
    }
}

/// The words of a text as SQLite's full-text index cuts and folds them.
private struct Words {
    static let tokenizer = FTS5TokenizerDescriptor.unicode61(diacritics: .remove)

    /// Each once, in the order of the text.
    let all: [String]

    init(_ text: String, of field: String, _ database: Database) throws {
        var seen: Set<String> = []
        all = try database.makeTokenizer(Self.tokenizer).tokenize(query: text).map(\.token)
            .filter { seen.insert($0).inserted }
        guard all.count <= Search.wordLimit else {
            throw QueryRefusal(.invalidContract, "\(field): expected at most \(Search.wordLimit) different words")
        }
    }
}

/// The lines that the full-text index has not taken in yet (see ``LineIndex``).
private struct WaitingLines {
    private var records: [String: [Int64]] = [:]

    init(_ words: [String], _ database: Database) throws {
        let wanted = Set(words)
        let tokenizer = try database.makeTokenizer(Words.tokenizer)
        let lines = try Row.fetchCursor(
            database,
            sql: """
                SELECT record, body ->> 'text' FROM events WHERE id > (SELECT event FROM indexed) AND line IS NOT NULL
                """)
        while let line = try lines.next() {
            let text: String = line[1] ?? ""
            let found = Set(try tokenizer.tokenize(document: text).map(\.token)).intersection(wanted)
            for word in found { records[word, default: []].append(line[0]) }
        }
    }

    func records(with word: String) -> [Int64] { records[word] ?? [] }
}
