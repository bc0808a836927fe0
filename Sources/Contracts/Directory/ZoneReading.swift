import Domain
import Foundation
import Identifiers

extension Zone {
    /// The years whose changes are read; after them the last offset holds. Rules of later years are guesses anyway.
    private static let years = 1990...2100

    /// Reads a zone of the IANA database; nil if there is none of that name.
    ///
    /// The offset is asked for once a day and each change is then closed in on, because not every change is one of
    /// daylight saving: countries also move.
    init?(ianaName name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        func offset(_ second: Int64) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
        }
        var day = Self.second(of: Self.years.lowerBound)
        var shifts = [Shift(from: Instant(milliseconds: day * 1_000), offset: offset(day))]
        while day < Self.second(of: Self.years.upperBound + 1) {
            let next = day + 86_400
            if offset(next) != offset(day) {
                var (before, after) = (day, next)
                while after - before > 1 {
                    let middle = (before + after) / 2
                    if offset(middle) == offset(before) { before = middle } else { after = middle }
                }
                shifts.append(Shift(from: Instant(milliseconds: after * 1_000), offset: offset(after)))
            }
            day = next
        }
        self.init(name: name, shifts: shifts)
    }

    private static func second(of year: Int) -> Int64 {
        Int64(CalendarDate(year: year, month: 1, day: 1)?.dayNumber ?? 0) * 86_400
    }
}
