import Contracts
import Domain
import Identifiers
import Storage

import struct Foundation.Data

/// Conversations in the store, and those handled lately in memory.
///
/// What is kept in memory is only of partitions whose epoch this replica holds; whoever loses one, or undoes a message,
/// forgets it here.
final class ConversationShelf {
    /// The most conversations kept in memory; past it all are forgotten and read again when needed.
    static let limit = 20_000

    private var kept: [ConversationID: Conversation] = [:]

    func forget(_ id: ConversationID) { kept[id] = nil }

    func forgetAll() { kept.removeAll() }

    func find(_ id: ConversationID, in transaction: Transaction) throws -> Conversation? {
        if let conversation = kept[id] { return conversation }
        guard let conversation = try Self.read(id, in: transaction) else { return nil }
        keep(conversation)
        return conversation
    }

    /// Reads without keeping: for conversations whose partition may be somebody else's.
    static func read(_ id: ConversationID, in transaction: Transaction) throws -> Conversation? {
        let sql = "SELECT seq, line, last_event_at, last_customer_at, identity, facts FROM conversations WHERE id = ?"
        guard let row = try transaction.row(sql, [id.text]) else { return nil }
        let identity: Data = row[4]
        let facts: Data = row[5]
        return Conversation(
            identity: try InternalBody.decode(Conversation.Identity.self, from: Array(identity)),
            progress: .init(
                seq: row[0], line: row[1], lastEventAt: Instant(milliseconds: row[2]),
                lastCustomerAt: Instant(milliseconds: row[3])),
            facts: try InternalBody.decode(Conversation.Facts.self, from: Array(facts)))
    }

    /// Whose conversation it is, without the rest.
    static func identity(
        of id: ConversationID, in transaction: Transaction
    ) throws -> Conversation.Identity? {
        let row = try transaction.row("SELECT identity FROM conversations WHERE id = ?", [id.text])
        return try (row?[0] as Data?).map { try InternalBody.decode(Conversation.Identity.self, from: Array($0)) }
    }

    func insert(_ conversation: Conversation, in transaction: Transaction) throws {
        let progress = conversation.progress
        try transaction.run(
            """
            INSERT INTO conversations (id, seq, line, last_event_at, last_customer_at, identity, facts)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                conversation.id.text, progress.seq, progress.line, progress.lastEventAt.milliseconds,
                progress.lastCustomerAt.milliseconds, Data(try InternalBody.encode(conversation.identity)),
                Data(try InternalBody.encode(conversation.facts)),
            ])
        keep(conversation)
    }

    /// Writes what differs.
    func update(from old: Conversation, to new: Conversation, in transaction: Transaction) throws {
        let progress = new.progress
        if new.facts != old.facts {
            try transaction.run(
                """
                UPDATE conversations SET seq = ?, line = ?, last_event_at = ?, last_customer_at = ?, facts = ?
                WHERE id = ?
                """,
                [
                    progress.seq, progress.line, progress.lastEventAt.milliseconds,
                    progress.lastCustomerAt.milliseconds, Data(try InternalBody.encode(new.facts)), new.id.text,
                ])
        } else if progress != old.progress {
            try transaction.run(
                "UPDATE conversations SET seq = ?, line = ?, last_event_at = ?, last_customer_at = ? WHERE id = ?",
                [
                    progress.seq, progress.line, progress.lastEventAt.milliseconds,
                    progress.lastCustomerAt.milliseconds, new.id.text,
                ])
        }
        keep(new)
    }

    private func keep(_ conversation: Conversation) {
        if kept.count >= Self.limit { kept.removeAll(keepingCapacity: true) }
        kept[conversation.id] = conversation
    }
}
