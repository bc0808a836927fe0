import Contracts
import Domain
import GRDB
import Identifiers
import Storage

/// Writes down what happened. Used on the loop's thread only; what it keeps in memory is a cache of its tables.
final class Book {
    /// The most records kept in memory; when there are more, all are forgotten and read again as they are needed.
    static let cacheLimit = 20_000

    private var cache: [String: RecordRow] = [:]
    private var lineIndex = LineIndex()

    /// What became of an event that was written.
    struct Entry {
        let event: RecordedEvent
        let row: RecordRow
    }

    /// Opens a record; once.
    func open(
        _ identity: Conversation.Identity, _ customer: Customer?, attributes: [String: String],
        _ transaction: Transaction
    ) throws {
        guard try find(identity.id.text, transaction) == nil else { return }
        let record = Domain.Record(customer: customer?.members ?? [:])
        let row = try RecordRow.insert(identity, record, attributes: attributes, transaction)
        try RecordIndex.add(row, transaction)
        keep(row)
    }

    /// The row if this made a revision, of which the agent who has the record open is told; else nil.
    func identified(
        _ customer: Customer, isOpen: Bool, at now: Instant, _ conversation: String, _ transaction: Transaction
    ) throws -> RecordRow? {
        let before = try known(conversation, transaction)
        var row = before
        let isRevised = row.record.identified(customer.members, isOpen: isOpen)
        try write(row, insteadOf: before, transaction)
        guard isRevised else { return nil }
        try keepRevision(of: row, by: nil, final: false, at: now, transaction)
        return row
    }

    /// What the customer filled in becomes part of the service data; it makes no revision.
    func form(_ form: Form, _ values: [String: String], _ conversation: String, _ transaction: Transaction) throws {
        let before = try known(conversation, transaction)
        var row = before
        row.record.formReceived(form, values)
        try write(row, insteadOf: before, transaction)
    }

    /// Keeps what a bot said after it was out (rule 13). A repeat is kept once.
    func fenced(
        _ bot: BotID, _ texts: [String], _ handOver: Conversation.HandOver?, _ cause: Cause, at now: Instant,
        _ conversation: String, _ transaction: Transaction
    ) throws {
        let row = try known(conversation, transaction)
        try transaction.run(
            """
            INSERT OR IGNORE INTO fenced (record, messageId, at, bot, type, texts, handOver)
                VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.id, cause.id, now.milliseconds, bot.text, cause.type, try JSONColumn.write(texts),
                try handOver.map(JSONColumn.write),
            ])
    }

    /// Compare-and-set on the revision; what was saved is found by any search that starts after the commit.
    func save(
        _ change: RecordChange, by author: CommandSender, at now: Instant, _ conversation: String,
        _ transaction: Transaction
    ) throws -> (Domain.Record.SaveResult, RecordRow) {
        let before = try known(conversation, transaction)
        var row = before
        let result = row.record.save(change)
        if case .saved(_, let final) = result {
            try write(row, insteadOf: before, transaction)
            try keepRevision(of: row, by: author, final: final, at: now, transaction)
        }
        return (result, row)
    }

    /// Takes the person out of a record, and out of what is remembered of it. A repeat finds nothing left to take.
    func erase(_ conversation: String, at now: Instant, _ transaction: Transaction) throws -> RecordRow {
        let before = try known(conversation, transaction)
        var without = before
        without.record.erase()
        without.attributes = [:]
        try RecordIndex.replace(before, with: without, transaction)
        try Erasure(record: before.id, transaction: transaction).run(at: now)
        try transaction.eraseInterventions(of: [conversation, before.identity.session.text])
        forget(conversation)
        return try known(conversation, transaction)
    }

    private func keepRevision(
        of row: RecordRow, by author: CommandSender?, final: Bool, at now: Instant, _ transaction: Transaction
    ) throws {
        var agent = ""
        var supervisor: String?
        switch author {
        case .agent(let id): agent = id.text
        case .supervisor(let id): supervisor = id.text
        case .session, .bot, .system, nil: break
        }
        try transaction.run(
            """
            INSERT INTO revisions (record, revision, at, agent, supervisor, final, customer, service)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.id, row.record.revision, now.milliseconds, agent, supervisor, final,
                try JSONColumn.write(row.record.customer), try JSONColumn.write(row.record.service),
            ])
    }

    /// Writes an event and, if it is one, its line. Nil for a repeat, and for what is not numbered.
    func append(
        _ head: Head, _ body: [UInt8], random: @autoclosure () -> (UInt64, UInt64), _ transaction: Transaction
    ) throws -> Entry? {
        let event: RecordedEvent = try EventBody.read(body, type: head.type)
        guard let seq = event.seq else { return nil }
        let before = try known(head.key, transaction)
        guard seq > before.reach.seq else { return nil }
        guard seq == before.reach.seq + 1 else {
            throw BookError.gap("event", expected: before.reach.seq + 1, got: seq)
        }
        var row = before
        row.reach.seq = seq
        var link: Link?
        if let line = event.line { link = try next(line, event, random(), after: &row) }
        try insert(head, body, link, of: row, transaction)
        try row.apply(head.type, body, at: event.at.instant)
        try write(row, insteadOf: before, transaction)
        return Entry(event: event, row: row)
    }

    private func insert(
        _ head: Head, _ body: [UInt8], _ link: Link?, of row: RecordRow, _ transaction: Transaction
    ) throws {
        try transaction.run(
            """
            INSERT INTO events (record, seq, type, messageId, readers, body, line, salt, textHash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.id, row.reach.seq, head.type.rawValue, head.id, Readers(audiences: head.audience ?? []).rawValue,
                String(decoding: body, as: UTF8.self), link?.line, link?.salt, link?.textHash, link?.hash,
            ])
        if link != nil { try lineIndex.lineAdded(transaction) }
    }

    /// A link of the hash chain.
    private struct Link {
        let line: Int
        let salt: String
        let textHash: String
        let hash: String
    }

    private func next(
        _ number: Int, _ event: RecordedEvent, _ random: (UInt64, UInt64), after row: inout RecordRow
    ) throws -> Link {
        guard number == row.reach.line + 1 else {
            throw BookError.gap("line", expected: row.reach.line + 1, got: number)
        }
        guard let text = event.text, let from = event.from else { throw BookError.withoutText(number) }
        let salt = HashChain.Salt(random)
        let textHash = HashChain.textHash(salt, text)
        let line = TranscriptLine(line: number, at: event.at.instant, from: from)
        row.reach.hash = HashChain.hash(after: row.reach.hash, line, textHash: textHash)
        row.reach.line = number
        return Link(line: number, salt: salt.text, textHash: textHash, hash: row.reach.hash)
    }

    private func write(_ row: RecordRow, insteadOf before: RecordRow, _ transaction: Transaction) throws {
        if row.record != before.record || row.standing != before.standing { try row.update(transaction) }
        try RecordIndex.replace(before, with: row, transaction)
        keep(row)
    }
}

extension Book {
    /// What is cached of this conversation may be wrong.
    func forget(_ conversation: String) { cache[conversation] = nil }

    /// What is cached of every conversation may be wrong.
    func forgetAll() { cache = [:] }

    /// A partition was somebody else's until now.
    func take(_ transaction: Transaction) throws {
        forgetAll()
        lineIndex = try LineIndex(transaction)
    }

    private func keep(_ row: RecordRow) {
        if cache.count >= Self.cacheLimit { cache = [:] }
        cache[row.identity.id.text] = row
    }

    private func find(_ conversation: String, _ transaction: Transaction) throws -> RecordRow? {
        if let row = cache[conversation] { return row }
        let row = try RecordRow.find(conversation, transaction.database)
        if let row { keep(row) }
        return row
    }

    private func known(_ conversation: String, _ transaction: Transaction) throws -> RecordRow {
        guard let row = try find(conversation, transaction) else { throw BookError.unknown(conversation) }
        return row
    }
}
