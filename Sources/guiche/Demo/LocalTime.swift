import Foundation
import Identifiers

/// A moment as people of a time zone write it in Portuguese.
enum LocalTime {
    /// `31/12/2026 às 23:58 (America/Sao_Paulo)`; in UTC if the zone is not known here.
    static func text(_ instant: Instant, in zone: String) -> String {
        var calendar = Foundation.Calendar(identifier: .gregorian)
        let known = TimeZone(identifier: zone)
        calendar.timeZone = known ?? .gmt
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        let parts = calendar.dateComponents([.day, .month, .year, .hour, .minute], from: date)
        let day = [(parts.day, 2), (parts.month, 2), (parts.year, 4)].map(digits).joined(separator: "/")
        let time = [(parts.hour, 2), (parts.minute, 2)].map(digits).joined(separator: ":")
        return "\(day) às \(time) (\(known == nil ? "UTC" : zone))"
    }

    private static func digits(_ number: Int?, _ count: Int) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
