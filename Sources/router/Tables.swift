import Storage

/// The router's own tables. A landed migration is never edited.
enum Tables {
    static let migrations = [conversations, commands, protocols, desks, questions, tallies, Journal.migration]

    /// What changes with every line stands in columns of its own, so that the rest is written rarely.
    private static let conversations = Migration(
        "conversations",
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY NOT NULL,
            seq INTEGER NOT NULL,
            line INTEGER NOT NULL,
            last_event_at INTEGER NOT NULL,
            last_customer_at INTEGER NOT NULL,
            identity BLOB NOT NULL,
            facts BLOB NOT NULL
        ) STRICT, WITHOUT ROWID
        """)

    /// The commands a conversation has seen, and what it answered to those it refused.
    private static let commands = Migration(
        "commands",
        """
        CREATE TABLE commands (
            conversation TEXT NOT NULL,
            sender TEXT NOT NULL,
            id TEXT NOT NULL,
            rejection BLOB,
            PRIMARY KEY (conversation, sender, id)
        ) STRICT, WITHOUT ROWID
        """)

    /// The last protocol sequence of each tenant (rule 19).
    private static let protocols = Migration(
        "protocols",
        "CREATE TABLE protocols (tenant TEXT PRIMARY KEY NOT NULL, last INTEGER NOT NULL) STRICT, WITHOUT ROWID")

    private static let desks = Migration(
        "desks",
        """
        CREATE TABLE desks (tenant TEXT PRIMARY KEY NOT NULL, offers_made INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE desk_agents (
            tenant TEXT NOT NULL, agent TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (tenant, agent)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE desk_places (
            tenant TEXT NOT NULL, conversation TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (tenant, conversation)
        ) STRICT, WITHOUT ROWID
        """)

    /// What is counted of a queue.
    private static let tallies = Migration(
        "tallies",
        """
        CREATE TABLE desk_tallies (
            tenant TEXT NOT NULL, queue TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (tenant, queue)
        ) STRICT, WITHOUT ROWID
        """)

    /// A bot may have several unanswered messages of a customer now (rule 13); before, only the oldest was known.
    private static let questions = Migration(
        "questions",
        """
        WITH asking AS (
            SELECT id, json_extract(CAST(facts AS TEXT), '$.state.withBot._0.phase.asked._0') AS turn,
                json_extract(CAST(facts AS TEXT), '$.state.withBot._0.phase.asked.acknowledged') AS acknowledged
            FROM conversations
            WHERE json_type(CAST(facts AS TEXT), '$.state.withBot._0.phase.asked._0') = 'text')
        UPDATE conversations SET facts = CAST(
            json_set(CAST(facts AS TEXT), '$.state.withBot._0.phase.asked', json_object('_0', json_array(json_object(
                'turn', asking.turn, 'at', last_customer_at,
                'acknowledged', json(iif(asking.acknowledged, 'true', 'false')))))) AS BLOB)
        FROM asking WHERE asking.id = conversations.id
        """)
}
