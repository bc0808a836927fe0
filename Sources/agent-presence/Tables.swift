import Domain
import GRDB
import Identifiers
import Storage

/// What `agent-presence` keeps: who is logged in to what, and which commands it has carried out.
enum Tables {
    static let migrations = [
        Migration(
            "agent-presence-1",
            """
            CREATE TABLE presences (
                tenant TEXT NOT NULL, agent TEXT NOT NULL, lease INTEGER NOT NULL, lost_at INTEGER,
                PRIMARY KEY (tenant, agent)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE logins (
                tenant TEXT NOT NULL, agent TEXT NOT NULL, channel TEXT NOT NULL,
                is_leaving INTEGER NOT NULL CHECK (is_leaving IN (0, 1)),
                PRIMARY KEY (tenant, agent, channel),
                FOREIGN KEY (tenant, agent) REFERENCES presences (tenant, agent) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE commands (
                tenant TEXT NOT NULL, agent TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,
                PRIMARY KEY (tenant, agent, id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX commands_at ON commands (at);
            """),
        Migration("agent-presence-2", "ALTER TABLE logins ADD COLUMN logged_in_at INTEGER NOT NULL DEFAULT 0"),
    ]
}

extension Transaction {
    /// An agent who is not logged in to anything has no rows.
    func presence(_ agent: AgentKey) throws -> Presence {
        guard
            let row = try row(
                "SELECT lease, lost_at FROM presences WHERE tenant = ? AND agent = ?",
                [agent.tenant.text, agent.agent.text])
        else { return Presence(agent: agent.agent) }
        let logins = try rows(
            "SELECT channel, logged_in_at FROM logins WHERE tenant = ? AND agent = ?",
            [agent.tenant.text, agent.agent.text])
        let channels = logins.map { (ChannelID(trusted: $0[0]), Instant(milliseconds: $0[1])) }
        let lostAt = row[1] as Int64?
        return Presence(
            agent: agent.agent, channels: Dictionary(uniqueKeysWithValues: channels),
            lease: .milliseconds(row[0] as Int64), lostAt: lostAt.map { Instant(milliseconds: $0) })
    }

    /// Whether the agent is logged in and his lease holds; what every command about a conversation asks.
    func isLive(_ agent: AgentKey) throws -> Bool {
        try row(
            "SELECT 1 FROM presences WHERE tenant = ? AND agent = ? AND lost_at IS NULL",
            [agent.tenant.text, agent.agent.text]) != nil
    }

    func save(_ presence: Presence, of agent: AgentKey) throws {
        let key = [agent.tenant.text, agent.agent.text]
        guard !presence.isAbsent else {
            try run("DELETE FROM presences WHERE tenant = ? AND agent = ?", StatementArguments(key))
            return
        }
        try run(
            """
            INSERT INTO presences (tenant, agent, lease, lost_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET lease = excluded.lease, lost_at = excluded.lost_at
            """,
            [key[0], key[1], presence.lease.milliseconds, presence.lostAt?.milliseconds])
        try run("DELETE FROM logins WHERE tenant = ? AND agent = ?", StatementArguments(key))
        for (channel, moment) in presence.channels {
            try run(
                "INSERT INTO logins (tenant, agent, channel, is_leaving, logged_in_at) VALUES (?, ?, ?, 0, ?)",
                [key[0], key[1], channel.text, moment.milliseconds])
        }
    }
}

extension Transaction {
    /// How long a command without a conversation is known by its id (contract page, `message-id`).
    static var commandMemory: Duration { .seconds(24 * 60 * 60) }
    /// How many old commands each new one sweeps out: more than one, so that the table shrinks while it is used.
    private static var sweepLimit: Int { 16 }

    func isDone(_ id: String, of agent: AgentKey) throws -> Bool {
        try row(
            "SELECT 1 FROM commands WHERE tenant = ? AND agent = ? AND id = ?",
            [agent.tenant.text, agent.agent.text, id]) != nil
    }

    func markDone(_ id: String, of agent: AgentKey, at now: Instant) throws {
        try run(
            "INSERT INTO commands (tenant, agent, id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [agent.tenant.text, agent.agent.text, id, now.milliseconds])
        try run(
            """
            DELETE FROM commands WHERE (tenant, agent, id) IN (
                SELECT tenant, agent, id FROM commands WHERE at < ? ORDER BY at LIMIT ?)
            """,
            [(now - Self.commandMemory).milliseconds, Self.sweepLimit])
    }
}
