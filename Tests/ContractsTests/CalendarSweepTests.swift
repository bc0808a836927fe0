import Domain
import Foundation
import Identifiers
import Testing

@testable import Contracts

/// Every minute of a week, and of both weeks in which clocks change, in three zones, against a reckoning of its own:
/// Foundation's calendar says what a clock on the wall shows, and the page is read minute by minute (complaints T45 to
/// T53).
struct CalendarSweepTests {
    /// A zone that changes its clocks in March and November, one that does in the other half of the year, and one
    /// whose offset is no whole number of hours and never changes.
    static let zones = ["America/New_York", "Australia/Sydney", "Asia/Kolkata"]

    /// Some ordinary week, then the weeks around every change of 2026 in any of the zones, as Mondays.
    static let weeks = ["2026-06-15", "2026-03-02", "2026-10-26", "2026-03-30", "2026-09-28"]

    static let yaml = """
        tenants:
          - id: t
            name: T
            timeZone: ZONE
            calendars:
              - id: c
                weekly:
                  monday: ["08:00-12:00", "13:00-18:00"]
                  tuesday: ["00:00-24:00"]
                  wednesday: ["00:00-06:30"]
                  friday: ["22:00-02:00"]
                  saturday: ["20:00-24:00"]
                  sunday: ["00:00-01:30", "02:15-02:45", "23:59-24:00"]
                holidays:
                  - { date: 2026-06-17, hours: ["10:00-11:00"] }
                  - { yearly: "06-20", name: Feriado }
            queues: [ { id: q, name: Q, calendar: c } ]
        """

    /// The same page as open minutes since the day's midnight, by weekday (Sunday is 1, as Foundation counts).
    static let open: [Int: [Range<Int>]] = [
        2: [480..<720, 780..<1_080], 3: [0..<1_440], 4: [0..<390], 6: [1_320..<1_560], 7: [1_200..<1_440],
        1: [0..<90, 135..<165, 1_439..<1_440],
    ]
    static let holidays = ["2026-06-17": [600..<660], "2026-06-20": []] as [String: [Range<Int>]]

    @Test(arguments: zones) func `every minute of a week is what the page says`(name: String) throws {
        let tenant = try tenant(in: name)
        let oracle = try Oracle(name)
        for week in Self.weeks {
            let start = try #require(Instant(rfc3339: "\(week)T00:00:00Z")) - .seconds(86_400)
            // Nine days, so that the local week is inside; one more to find the next opening of the last minute in.
            let minutes = (0..<10 * 1_440 + 1).map { start + .seconds($0 * 60) }
            let open = minutes.map { oracle.isOpen($0) }
            var next: Instant?
            for index in minutes.indices.reversed() {
                if open[index] { next = minutes[index] }
                guard index <= 9 * 1_440 else { continue }
                check(
                    tenant.hours(of: Self.queue, on: nil, at: minutes[index]), minutes[index], open[index], next, name)
            }
        }
    }

    private static let queue = QueueID(trusted: "q")

    private func check(_ hours: Hours, _ moment: Instant, _ isOpen: Bool, _ next: Instant?, _ zone: String) {
        switch hours {
        case .open: #expect(isOpen, "\(moment.rfc3339) in \(zone)")
        case .closed(_, let nextOpenAt): #expect(!isOpen && nextOpenAt == next, "\(moment.rfc3339) in \(zone)")
        }
    }

    private func tenant(in zone: String) throws -> Tenant {
        let yaml = Self.yaml.replacing("ZONE", with: zone)
        return try #require(DirectoryLoader.load(yaml: yaml, path: "c.yaml").tenants[TenantID(trusted: "t")])
    }

    /// The last millisecond of an open minute is open, the first one after it is not (half-open ends).
    @Test func `an end is exact to the millisecond`() throws {
        let tenant = try tenant(in: "America/Sao_Paulo")
        let noon = try #require(Instant(rfc3339: "2026-06-15T12:00:00-03:00"))
        #expect(tenant.hours(of: Self.queue, on: nil, at: noon - .milliseconds(1)) == .open)
        #expect(
            tenant.hours(of: Self.queue, on: nil, at: noon) == .closed(.outOfHours, nextOpenAt: noon + .seconds(3_600)))
    }

    @Test func `zones are read with all their changes`() throws {
        for name in Self.zones + ["America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "America/Caracas"] {
            let zone = try #require(Zone(ianaName: name))
            let real = try #require(TimeZone(identifier: name))
            for hour in stride(from: 0, to: 36 * 366 * 24, by: 7) {
                let second = 631_152_000 + hour * 3_600
                let expected = real.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
                let got = zone.offset(at: Instant(milliseconds: Int64(second) * 1_000))
                guard got == expected else {
                    Issue.record("\(name): \(got) instead of \(expected) at \(second)")
                    break
                }
            }
        }
    }
}

/// What a clock on the wall shows, by Foundation, and what the page then says.
private struct Oracle {
    private var calendar = Foundation.Calendar(identifier: .gregorian)

    init(_ zone: String) throws { calendar.timeZone = try #require(TimeZone(identifier: zone)) }

    func isOpen(_ moment: Instant) -> Bool {
        let date = Date(timeIntervalSince1970: TimeInterval(moment.milliseconds / 1_000))
        let minute = minute(of: date)
        if ranges(of: date).contains(where: { $0.contains(minute) }) { return true }
        guard holiday(date) == nil, let noon = calendar.date(bySettingHour: 12, minute: 0, second: 0, of: date) else {
            return false
        }
        return ranges(of: noon.addingTimeInterval(-86_400)).contains { $0.contains(minute + 1_440) }
    }

    private func minute(of date: Date) -> Int {
        calendar.component(.hour, from: date) * 60 + calendar.component(.minute, from: date)
    }

    private func ranges(of date: Date) -> [Range<Int>] {
        holiday(date) ?? CalendarSweepTests.open[calendar.component(.weekday, from: date)] ?? []
    }

    private func holiday(_ date: Date) -> [Range<Int>]? {
        let day = calendar.dateComponents([.year, .month, .day], from: date)
        let padded = [day.month, day.day].map { String("0\($0 ?? 0)".suffix(2)) }
        return CalendarSweepTests.holidays["\(day.year ?? 0)-\(padded.joined(separator: "-"))"]
    }
}
