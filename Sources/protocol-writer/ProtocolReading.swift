import Contracts
import Domain
import GRDB
import Identifiers

/// `protocol.read.v1`: one record with a page of its transcript. The first page brings the decisions and revisions.
struct ProtocolReading {
    /// The default and the most lines of one page (contract page).
    static let lineLimit = 200
    /// Bytes of an answer, with room to spare for what stands around its parts. The record takes what it needs, the
    /// lines of the transcript what is left.
    static let byteLimit = 240 * 1_024
    /// Of what the record leaves, the decisions, and the revisions, take a quarter at most each; the latest are given.
    static let shareOfDecisions = 4
    static let shareOfRevisions = 4
    /// What bots said too late takes an eighth at most; the latest are given.
    static let shareOfFenced = 8

    let query: Query.ProtocolRead

    init(_ query: Query.ProtocolRead) { self.query = query }

    /// Nil if there is no such record in the tenant.
    func document(_ database: Database) throws -> Answer.ProtocolDocument? {
        guard let record = try record(database) else { return nil }
        let after = query.afterLine?.value ?? 0
        let sheet = record.document
        let room = Self.byteLimit - (try JSONColumn.write(sheet).utf8.count)
        let isFirst = after == 0
        let decisions = isFirst ? try decisions(of: record, room / Self.shareOfDecisions, database) : Bounded()
        let revisions = isFirst ? try revisions(of: record, room / Self.shareOfRevisions, database) : Bounded()
        let fenced = isFirst ? try fenced(of: record, room / Self.shareOfFenced, database) : Bounded()
        let (lines, isComplete) = try lines(
            of: record, after: after, room: room - decisions.bytes - revisions.bytes - fenced.bytes, database)
        return Answer.ProtocolDocument(
            record: sheet, transcript: lines, nextAfterLine: isComplete ? nil : lines.last?.line,
            decisions: decisions.elements.reversed(), revisions: revisions.elements.reversed(),
            fenced: fenced.elements.isEmpty ? nil : fenced.elements.reversed())
    }

    private func record(_ database: Database) throws -> RecordRow? {
        var conditions = "tenant = ?"
        var arguments: StatementArguments = [query.tenant.text]
        if let number = query.number {
            conditions += " AND protocol = ?"
            arguments += [number.value]
        }
        if let conversation = query.conversationId {
            conditions += " AND conversation = ?"
            arguments += [conversation.text]
        }
        return try Row.fetchOne(
            database, sql: "SELECT \(RecordRow.columns) FROM records WHERE \(conditions)", arguments: arguments
        ).map { try RecordRow($0) }
    }

    /// A line's event never has a lower number than the line.
    private func lines(
        of record: RecordRow, after: Int, room: Int, _ database: Database
    ) throws -> ([Answer.ChainedLine], isComplete: Bool) {
        let limit = query.limit?.value ?? Self.lineLimit
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT seq, body, line, salt, textHash, hash FROM events WHERE record = ? AND seq > ? AND line > ?
                    ORDER BY seq LIMIT ?
                """, arguments: [record.id, after, after, limit + 1])
        var lines = Bounded<Answer.ChainedLine>()
        for row in rows.prefix(limit) {
            guard try lines.add(Answer.ChainedLine(row), within: room) else { break }
        }
        return (lines.elements, lines.elements.count == rows.count)
    }

    private func decisions(
        of record: RecordRow, _ room: Int, _ database: Database
    ) throws -> Bounded<Answer.Decision> {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT body FROM events WHERE type = 'routing.decided.v1' AND record = ? ORDER BY seq DESC
                """, arguments: [record.id])
        var decisions = Bounded<Answer.Decision>()
        while let row = try rows.next() {
            let decided = try Event.RoutingDecided.decode(Array((row[0] as String).utf8))
            guard try decisions.add(Answer.Decision(decided), within: room) else { break }
        }
        return decisions
    }

    private func revisions(
        of record: RecordRow, _ room: Int, _ database: Database
    ) throws -> Bounded<Answer.SavedRevision> {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT revision, at, final, agent, supervisor, customer, service FROM revisions WHERE record = ?
                    ORDER BY revision DESC
                """, arguments: [record.id])
        var revisions = Bounded<Answer.SavedRevision>()
        while let row = try rows.next() {
            guard try revisions.add(Answer.SavedRevision(row), within: room) else { break }
        }
        return revisions
    }
}

extension ProtocolReading {
    private func fenced(
        of record: RecordRow, _ room: Int, _ database: Database
    ) throws -> Bounded<Answer.FencedMessage> {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT at, bot, messageId, type, texts, handOver FROM fenced WHERE record = ?
                    ORDER BY at DESC, messageId DESC
                """, arguments: [record.id])
        var fenced = Bounded<Answer.FencedMessage>()
        while let row = try rows.next() {
            guard try fenced.add(Answer.FencedMessage(row), within: room) else { break }
        }
        return fenced
    }
}

/// A list that may not grow beyond a number of bytes.
struct Bounded<Element: Encodable> {
    private(set) var elements: [Element] = []
    private(set) var bytes = 0

    /// False, and nothing added, if there is no room.
    mutating func add(_ element: Element, within limit: Int) throws -> Bool {
        let more = try JSONColumn.write(element).utf8.count + 1
        guard bytes + more <= limit else { return false }
        bytes += more
        elements.append(element)
        return true
    }
}

extension Answer.ChainedLine {
    fileprivate init(_ row: Row) throws {
        let event: SpokenEvent = try JSONColumn.read(row["body"])
        // An erased line's body says nothing any more, which is not the same as that nothing was said.
        let text = (row["salt"] as String?) == nil ? nil : event.text
        self.init(
            line: row["line"], seq: row["seq"], at: event.at.instant, from: event.from, text: text,
            messageId: event.messageId, salt: row["salt"], textHash: row["textHash"], hash: row["hash"])
    }
}

extension Answer.Decision {
    fileprivate init(_ event: Event.RoutingDecided) {
        self.init(
            seq: event.seq, at: event.at, decision: event.decision, checks: event.checks,
            candidates: event.candidates, candidateCount: event.candidateCount)
    }
}

extension Answer.SavedRevision {
    fileprivate init(_ row: Row) throws {
        self.init(
            revision: row["revision"], at: Instant(milliseconds: row["at"]), final: row["final"],
            agentId: (row["agent"] as String).isEmpty ? nil : AgentID(trusted: row["agent"]),
            supervisorId: (row["supervisor"] as String?).map(SupervisorID.init(trusted:)),
            customer: try JSONColumn.read(row["customer"]),
            service: try JSONColumn.read(row["service"]))
    }
}

extension Answer.FencedMessage {
    fileprivate init(_ row: Row) throws {
        let handOver: Conversation.HandOver? = try (row["handOver"] as String?).map(JSONColumn.read)
        self.init(
            at: Instant(milliseconds: row["at"]), botId: BotID(trusted: row["bot"]), messageId: row["messageId"],
            commandType: row["type"], texts: try JSONColumn.read(row["texts"]), subjectId: handOver?.subject,
            queueId: handOver?.queue, attributes: handOver?.attributes.isEmpty == false ? handOver?.attributes : nil)
    }
}
