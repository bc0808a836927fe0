import Contracts
import Domain
import GRDB
import Identifiers
import Storage

/// One record as the book keeps it: whose it is, what agents filled in, and how far its events and lines go.
struct RecordRow: Equatable {
    let id: Int64
    let identity: Conversation.Identity
    var attributes: [String: String]
    var erasedAt: Instant?
    var record: Domain.Record
    var standing = Standing()
    var reach: Reach

    /// What the events say of the conversation.
    struct Standing: Equatable {
        var queue: String?
        var subject: String?
        var agent: String?
        var finishedAt: Instant?
        var closedAt: Instant?
        var outcome: String?
        var dueAt: Instant?
        var previousProtocol: String?
    }

    /// The last event and the last line. Read from their tables, never stored twice.
    struct Reach: Equatable {
        var seq = 0
        var line = 0
        var hash = TranscriptLine.firstPreviousHash
    }
}

extension RecordRow {
    static let columns = """
        id, conversation, tenant, protocol, channel, session, openedAt, state, revision, customer, service, \
        attributes, queue, subject, agent, finishedAt, closedAt, outcome, dueAt, previousProtocol, erasedAt
        """

    /// Reads a row of ``columns``. Everything in it was written by this program.
    init(_ row: Row, reach: Reach = Reach()) throws {
        id = row["id"]
        identity = Conversation.Identity(
            id: ConversationID(trusted: row["conversation"]), tenant: TenantID(trusted: row["tenant"]),
            channel: ChannelID(trusted: row["channel"]), session: SessionID(trusted: row["session"]),
            protocolNumber: row["protocol"], openedAt: Instant(milliseconds: row["openedAt"]))
        attributes = try JSONColumn.read(row["attributes"])
        record = Domain.Record(
            revision: row["revision"], state: RecordState(rawValue: row["state"]) ?? .open,
            customer: try JSONColumn.read(row["customer"]), service: try JSONColumn.read(row["service"]))
        standing = Standing(
            queue: row["queue"], subject: row["subject"], agent: row["agent"],
            finishedAt: Self.instant(row["finishedAt"]), closedAt: Self.instant(row["closedAt"]),
            outcome: row["outcome"], dueAt: Self.instant(row["dueAt"]), previousProtocol: row["previousProtocol"])
        erasedAt = Self.instant(row["erasedAt"])
        self.reach = reach
    }

    static func instant(_ milliseconds: Int64?) -> Instant? { milliseconds.map(Instant.init(milliseconds:)) }

    /// The record of a conversation; nil if the book has none.
    static func find(_ conversation: String, _ database: Database) throws -> RecordRow? {
        let query = try database.cachedStatement(sql: "SELECT \(columns) FROM records WHERE conversation = ?")
        guard let row = try Row.fetchOne(query, arguments: [conversation]) else { return nil }
        return try RecordRow(row, reach: try Reach(of: row["id"], database))
    }

    /// Writes a new record and gives it its number.
    static func insert(
        _ identity: Conversation.Identity, _ record: Domain.Record, attributes: [String: String],
        _ transaction: Transaction
    ) throws -> RecordRow {
        let arguments: StatementArguments = [
            identity.id.text, identity.tenant.text, identity.protocolNumber, identity.channel.text,
            identity.session.text, identity.openedAt.milliseconds, record.state.rawValue, record.revision,
            try JSONColumn.write(record.customer), try JSONColumn.write(record.service),
            try JSONColumn.write(attributes),
        ]
        try transaction.run(
            """
            INSERT INTO records (conversation, tenant, protocol, channel, session, openedAt, state, revision, customer,
                service, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, arguments)
        return RecordRow(
            id: transaction.database.lastInsertedRowID, identity: identity, attributes: attributes, record: record,
            reach: Reach())
    }

    func update(_ transaction: Transaction) throws {
        let arguments: StatementArguments = [
            record.state.rawValue, record.revision, try JSONColumn.write(record.customer),
            try JSONColumn.write(record.service), standing.queue, standing.subject, standing.agent,
            standing.finishedAt?.milliseconds, standing.closedAt?.milliseconds, standing.outcome,
            standing.dueAt?.milliseconds, standing.previousProtocol, id,
        ]
        try transaction.run(
            """
            UPDATE records SET state = ?, revision = ?, customer = ?, service = ?, queue = ?, subject = ?, agent = ?,
                finishedAt = ?, closedAt = ?, outcome = ?, dueAt = ?, previousProtocol = ? WHERE id = ?
            """, arguments)
    }
}

extension RecordRow.Reach {
    init(of record: Int64, _ database: Database) throws {
        let last = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT max(seq) FROM events WHERE record = ?"), arguments: [record])
        let line = try Row.fetchOne(
            database.cachedStatement(
                sql: "SELECT line, hash FROM events WHERE record = ? AND line IS NOT NULL ORDER BY seq DESC LIMIT 1"),
            arguments: [record])
        self.init()
        seq = last ?? 0
        if let line {
            self.line = line[0]
            hash = line[1]
        }
    }
}
