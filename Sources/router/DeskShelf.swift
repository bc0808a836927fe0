import Contracts
import Domain
import Identifiers
import Storage

import struct Foundation.Data

/// The tenants' desks: in memory while this replica holds their partition, in the store row by row.
final class DeskShelf {
    private var kept: [TenantID: Desk] = [:]
    /// How many inputs a desk was given since its last snapshot in the journal.
    private var inputs: [TenantID: Int] = [:]
    private let journal: InputJournal

    /// A replay begins at a snapshot: one is written when a desk is read, and after so many inputs.
    static let snapshotInterval = 5_000

    init(journal: InputJournal) { self.journal = journal }

    func forget(_ tenant: TenantID) {
        kept[tenant] = nil
        journal.forget()
    }

    func forgetAll() {
        kept.removeAll()
        journal.forget()
    }

    /// Applies one event and writes what changed. The desk is taken out of the dictionary meanwhile, so that it is
    /// changed in place and never copied.
    func apply(
        _ event: Desk.Event, to tenant: Tenant, at now: Instant, in transaction: Transaction
    ) throws -> [Desk.Action] {
        let known = kept.removeValue(forKey: tenant.id)
        var desk = try known ?? Self.read(tenant.id, in: transaction)
        if known == nil || inputs[tenant.id] == nil { try noteSnapshot(of: desk, at: now, in: transaction) }
        let actions = desk.apply(event, tenant: tenant, at: now)
        try note(event, to: tenant.id, at: now, actions, in: transaction)
        try Self.write(desk.takeChanges(), of: desk, in: transaction)
        kept[tenant.id] = desk
        return actions
    }

    private func note(
        _ event: Desk.Event, to tenant: TenantID, at now: Instant, _ actions: [Desk.Action],
        in transaction: Transaction
    ) throws {
        try journal.note(
            .desk(event), of: RuleInput.subject(ofDesk: tenant.text), at: now,
            decided: try Decided.bytes(of: actions), in: transaction)
        inputs[tenant] = inputs[tenant].flatMap { $0 + 1 < Self.snapshotInterval ? $0 + 1 : nil }
    }

    private func noteSnapshot(of desk: Desk, at now: Instant, in transaction: Transaction) throws {
        let subject = RuleInput.subject(ofDesk: desk.tenant.text)
        try transaction.forgetJournal(of: subject, before: now - Journal.kept)
        try journal.note(.deskState(desk.snapshot), of: subject, at: now, decided: nil, in: transaction)
        inputs[desk.tenant] = 0
    }

    /// Reads a whole desk.
    static func read(_ tenant: TenantID, in transaction: Transaction) throws -> Desk {
        let agents = try transaction.rows("SELECT state FROM desk_agents WHERE tenant = ?", [tenant.text])
        let places = try transaction.rows("SELECT state FROM desk_places WHERE tenant = ?", [tenant.text])
        let desk = try transaction.row("SELECT offers_made FROM desks WHERE tenant = ?", [tenant.text])
        return Desk(
            tenant: tenant, agents: try agents.map { try decode(Desk.Agent.self, $0[0]) },
            places: try places.map { try decode(Desk.Place.self, $0[0]) }, offersMade: desk?[0] ?? 0,
            tallies: try tallies(of: tenant, in: transaction))
    }

    private static func tallies(
        of tenant: TenantID, in transaction: Transaction
    ) throws -> [QueueID: Desk.Tally] {
        let rows = try transaction.rows("SELECT queue, state FROM desk_tallies WHERE tenant = ?", [tenant.text])
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (QueueID(trusted: $0[0]), try decode(Desk.Tally.self, $0[1]))
            })
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
        try InternalBody.decode(type, from: Array(data))
    }

    private static func write(_ changes: Desk.Changes, of desk: Desk, in transaction: Transaction) throws {
        let tenant = desk.tenant.text
        if changes.offersMade {
            try transaction.run(
                """
                INSERT INTO desks (tenant, offers_made) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET offers_made = excluded.offers_made
                """, [tenant, desk.offersMade])
        }
        for id in changes.agents {
            guard let agent = desk.agents[id] else { continue }
            try transaction.run(
                "INSERT OR REPLACE INTO desk_agents (tenant, agent, state) VALUES (?, ?, ?)",
                [tenant, id.text, Data(try InternalBody.encode(agent))])
        }
        for id in changes.tallies {
            guard let tally = desk.tallies[id] else { continue }
            try transaction.run(
                "INSERT OR REPLACE INTO desk_tallies (tenant, queue, state) VALUES (?, ?, ?)",
                [tenant, id.text, Data(try InternalBody.encode(tally))])
        }
        for id in changes.places {
            if let place = desk.places[id] {
                try transaction.run(
                    "INSERT OR REPLACE INTO desk_places (tenant, conversation, state) VALUES (?, ?, ?)",
                    [tenant, id.text, Data(try InternalBody.encode(place))])
            } else {
                try transaction.run(
                    "DELETE FROM desk_places WHERE tenant = ? AND conversation = ?", [tenant, id.text])
            }
        }
    }
}
