import Contracts
import Domain
import GRDB
import Identifiers
import Worker

/// `conversation.read.v1`: what a client missed, word for word as it was published.
struct ConversationReading {
    /// The default and the most events of one answer (contract page).
    static let eventLimit = 200
    /// Bytes of an answer's events; the rest comes with the next.
    static let byteLimit = 200 * 1_024
    /// What stands around an event's body in the answer, in bytes: type and message id.
    static let eventFrame = 192

    let query: Query.ConversationRead

    init(_ query: Query.ConversationRead) { self.query = query }

    /// Nil if the book has no such conversation in the tenant.
    ///
    /// - Throws: ``QueryRefusal`` with `unavailable` if the client has seen more than the book, which is then behind;
    ///   that it has never heard of the conversation is the beginning of that.
    func snapshot(_ database: Database) throws -> Answer.ConversationSnapshot? {
        let after = query.afterSeq?.value ?? 0
        let record = try conversation.flatMap { try self.record($0, database) }
        let known = record?.reach.seq ?? 0
        guard after <= known else {
            throw QueryRefusal(.unavailable, "the book is at event \(known) of this conversation; ask again")
        }
        guard let record else { return nil }
        let (events, next) = try events(of: record, after: after, database)
        return Answer.ConversationSnapshot(
            conversationId: record.identity.id, protocol: record.identity.protocolNumber, state: record.record.state,
            seq: record.reach.seq, line: record.reach.line, events: events, nextAfterSeq: next)
    }

    /// Nil if what is given does not name one conversation.
    private var conversation: ConversationID? {
        guard let channel = query.channelId, let session = query.sessionId else { return query.conversationId }
        let named = ConversationID(tenant: query.tenant, channel: channel, session: session)
        return query.conversationId.map { $0 == named } ?? true ? named : nil
    }

    private func record(_ conversation: ConversationID, _ database: Database) throws -> RecordRow? {
        let record = try RecordRow.find(conversation.text, database)
        return record?.identity.tenant == query.tenant ? record : nil
    }

    private func events(
        of record: RecordRow, after: Int, _ database: Database
    ) throws -> ([Answer.PastEvent], next: Int?) {
        let limit = query.limit?.value ?? Self.eventLimit
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT seq, type, messageId, body FROM events WHERE record = ? AND seq > ? AND readers & ? <> 0
                    ORDER BY seq LIMIT ?
                """, arguments: [record.id, after, Readers(query.audience).rawValue, limit + 1])
        var room = Self.byteLimit
        var events: [Answer.PastEvent] = []
        var last = after
        for row in rows.prefix(limit) {
            let body: String = row["body"]
            room -= body.utf8.count + Self.eventFrame
            guard room >= 0 || events.isEmpty else { break }
            events.append(
                Answer.PastEvent(
                    type: MessageType(row["type"]), messageId: row["messageId"],
                    body: try JSONColumn.read(body)))
            last = row["seq"]
        }
        return (events, events.count == rows.count ? nil : last)
    }
}
