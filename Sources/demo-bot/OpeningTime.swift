import Foundation
import Identifiers

/// A moment as a Brazilian reads it.
enum OpeningTime {
    /// For example `segunda-feira, 23/11, às 08:00`, in the zone with this IANA name.
    static func text(_ moment: Instant, zone: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "pt_BR")
        formatter.timeZone = TimeZone(identifier: zone) ?? .gmt
        formatter.dateFormat = "EEEE, dd/MM, 'às' HH:mm"
        return formatter.string(from: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000))
    }
}
