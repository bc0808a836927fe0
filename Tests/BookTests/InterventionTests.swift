import Contracts
import Foundation
import Identifiers
import Storage
import Testing

@testable import protocol_writer

/// What operators do with dead letters and parked messages is written down before it is done.
@Suite struct InterventionTests {
    private func message(key: String) -> KeptMessage {
        KeptMessage(
            type: "webchat.message.sent.v1", messageId: "m1", key: key, headers: ["reason": "handler_failed"],
            body: Array(#"{"text":"oi"}"#.utf8))
    }

    private func intervention(_ id: String, key: String) -> Intervention {
        Intervention(
            id: id, at: Instant(milliseconds: 1_795_366_032_000), action: .discard, subject: "queue/0123abcd",
            by: "root", reason: "teste", message: message(key: key))
    }

    private func kept(_ shelf: Shelf) throws -> [KeptMessage?] {
        try shelf.store.readNow { transaction in
            try transaction.rows("SELECT message FROM interventions ORDER BY id").map { row in
                try (row[0] as Data?).map { try InternalBody.decode(KeptMessage.self, from: Array($0)) }
            }
        }
    }

    @Test func `a repeat is kept once, with the whole message`() throws {
        let shelf = try Shelf()
        shelf.undoesEveryFirstTry = true
        let entry = try intervention("i1", key: "s1").entry()
        for _ in 1...2 { try shelf.handle(entry.head, entry.body) }
        #expect(try kept(shelf) == [message(key: "s1")])
    }

    @Test func `whoever is erased is taken out of it`() throws {
        let shelf = try Shelf()
        let talk = try Talk(shelf, session: "s1")
        for (id, key) in [("1", "s1"), ("2", talk.identity.id.text), ("3", "other")] {
            let entry = try intervention(id, key: key).entry()
            try shelf.handle(entry.head, entry.body)
        }
        try shelf.note(.erase(nil), talk)
        #expect(try kept(shelf) == [nil, nil, message(key: "other")])
    }
}
