import Domain
import Identifiers
import Storage

import struct Foundation.Date
import struct Foundation.TimeZone

/// Gives protocol numbers, in the opening transaction: one counter row per tenant, which never restarts (rule 19).
final class ProtocolNumbers {
    private var zones: [String: TimeZone] = [:]

    func next(of tenant: Tenant, at now: Instant, in transaction: Transaction) throws -> String {
        let row = try transaction.row(
            """
            INSERT INTO protocols (tenant, last) VALUES (?, 1)
            ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last
            """, [tenant.id.text])
        let sequence: Int = row?[0] ?? 1
        return ProtocolNumber.make(date: date(of: now, in: tenant.timeZone), sequence: sequence)
    }

    /// The day in a zone. An unknown zone, which the directory file's check does not let through, counts as UTC.
    private func date(of now: Instant, in name: String) -> CalendarDate {
        let zone = zones[name] ?? TimeZone(identifier: name)
        zones[name] = zone
        let seconds = (now.milliseconds / 1_000)
        let offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) ?? 0
        let local = seconds + Int64(offset)
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return CalendarDate(dayNumber: Int(day))
    }
}
