import Contracts
import Domain
import GRDB
import Identifiers
import Storage

/// Takes a person out of a record (rule 25): names, texts and salts go, numbers and hashes stay, so that the chain
/// still verifies.
struct Erasure {
    let record: Int64
    let transaction: Transaction

    /// What people wrote or said of themselves in an event; a line keeps its place with an empty text.
    private static let personal = [
        "customer", "summary", "attributes", "note", "attachments", "options", "page", "locale", "form",
    ]

    func run(at now: Instant) throws {
        try forgetWords()
        try transaction.run(
            """
            UPDATE events SET salt = NULL, body = iif(
                json_type(body, '$.text') IS NULL, \(Self.stripped), json_set(\(Self.stripped), '$.text', ''))
            WHERE record = ?
            """, [record])
        try transaction.run(
            """
            UPDATE events SET body = (
                SELECT json_set(body, '$.checks', json_group_array(
                    iif(value ->> 'check' = 'bot', json_remove(value, '$.detail'), json(value))))
                FROM json_each(body, '$.checks'))
            WHERE record = ? AND type = 'routing.decided.v1'
            """, [record])
        try transaction.run("UPDATE revisions SET customer = '{}', service = '{}' WHERE record = ?", [record])
        try transaction.run("UPDATE fenced SET texts = '[]', handOver = NULL WHERE record = ?", [record])
        try transaction.run(
            "UPDATE records SET customer = '{}', service = '{}', attributes = '{}', erasedAt = ? WHERE id = ?",
            [now.milliseconds, record])
    }

    private static var stripped: String {
        "json_remove(body, \(personal.map { "'$.\($0)'" }.joined(separator: ", ")))"
    }

    /// The index keeps no text, so it has to be told what to take out; lines that are not in yet go in without words.
    private func forgetWords() throws {
        try transaction.run(
            """
            INSERT INTO lineWords (lineWords, rowid, text) SELECT 'delete', id, body ->> 'text' FROM events
                WHERE record = ? AND line IS NOT NULL AND id <= (SELECT event FROM indexed)
            """, [record])
    }
}
