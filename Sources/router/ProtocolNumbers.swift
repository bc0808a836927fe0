import Domain
import Identifiers
import Storage

/// Gives protocol numbers, in the opening transaction: one counter row per tenant, which never restarts (rule 19).
enum ProtocolNumbers {
    static func next(of tenant: Tenant, at now: Instant, in transaction: Transaction) throws -> String {
        let row = try transaction.row(
            """
            INSERT INTO protocols (tenant, last) VALUES (?, 1)
            ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last
            """, [tenant.id.text])
        return ProtocolNumber.make(date: tenant.zone.local(now).date, sequence: row?[0] ?? 1)
    }
}
