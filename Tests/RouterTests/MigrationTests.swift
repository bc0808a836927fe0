import Identifiers
import Storage
import Testing

@testable import Domain
@testable import router

/// Stores of earlier versions go on.
struct MigrationTests {
    @Test func `a conversation that waited for its bot before the clocks were kept one by one waits on`() throws {
        let folder = RouterStore.freshFolder()
        let old = try RouterStore.open(folder, Array(Tables.migrations.prefix(4)))
        try old.write { transaction in
            _ = try transaction.run(
                """
                INSERT INTO conversations (id, seq, line, last_event_at, last_customer_at, identity, facts)
                VALUES ('c1', 3, 2, 2000, 1000, CAST(? AS BLOB), CAST(? AS BLOB))
                """, [Self.identity, Self.facts])
        }
        try old.close()
        let new = try RouterStore(folder: folder)
        let conversation = try new.store.readNow { try ConversationShelf.read(ConversationID(trusted: "c1"), in: $0) }
        guard case .withBot(let talk)? = conversation?.state else {
            Issue.record("the bot is gone: \(String(describing: conversation?.state))")
            return
        }
        #expect(
            talk.phase
                == .asked([
                    .init(turn: TurnID(trusted: "t2"), at: Instant(milliseconds: 1_000), acknowledged: true)
                ]))
    }

    /// As the version of the first landing wrote them.
    private static let identity = """
        {"channel":"robot","id":"c1","openedAt":500,"protocolNumber":"20261122000000017","session":"s1","tenant":"acme"}
        """
    private static let facts = """
        {"attributes":{},"lastBot":"menu","options":[],"state":{"withBot":{"_0":{"bot":"menu","phase":\
        {"asked":{"_0":"t2","acknowledged":true}}}}},"turns":2}
        """
}
