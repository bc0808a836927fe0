import Contracts
import Domain
import Identifiers
import Storage

import struct Foundation.Data

/// The tenants' desks: in memory while this replica holds their partition, in the store row by row.
final class DeskShelf {
    private var kept: [TenantID: Desk] = [:]

    func forget(_ tenant: TenantID) { kept[tenant] = nil }

    func forgetAll() { kept.removeAll() }

    /// Applies one event and writes what changed. The desk is taken out of the dictionary meanwhile, so that it is
    /// changed in place and never copied.
    func apply(
        _ event: Desk.Event, to tenant: Tenant, at now: Instant, in transaction: Transaction
    ) throws -> [Desk.Action] {
        var desk = try kept.removeValue(forKey: tenant.id) ?? Self.read(tenant.id, in: transaction)
        let actions = desk.apply(event, tenant: tenant, at: now)
        try Self.write(desk.takeChanges(), of: desk, in: transaction)
        kept[tenant.id] = desk
        return actions
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
