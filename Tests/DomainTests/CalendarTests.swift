import Domain
import Identifiers
import Testing

/// Rule 21 on calendars read off the page: zones made by hand, moments written as local time.
struct CalendarTests {
    /// UTC-3 all year, as São Paulo is since 2019.
    static let brazil = Zone(
        name: "America/Sao_Paulo", shifts: [.init(from: Instant(milliseconds: 0), offset: -10_800)])

    /// The day number of 2026-11-23, a Monday.
    static let monday = CalendarDate(year: 2026, month: 11, day: 23)?.dayNumber ?? 0

    static func at(_ day: Int, _ clock: String, in zone: Zone = brazil) -> Instant {
        zone.moments(of: .init(day: monday + day, second: minutes(clock) * 60)).first ?? Instant(milliseconds: 0)
    }

    static func minutes(_ clock: String) -> Int {
        let parts = clock.split(separator: ":").compactMap { Int($0) }
        return parts[0] * 60 + parts[1]
    }

    static func window(_ start: String, _ end: String) -> Calendar.Window {
        .init(start: minutes(start), end: minutes(end))
    }

    static func calendar(
        _ week: [[Calendar.Window]], dates: [CalendarDate: [Calendar.Window]] = [:],
        years: [Calendar.Yearly: [Calendar.Window]] = [:]
    ) -> Calendar {
        .init(id: CalendarID(trusted: "c"), week: week, dates: dates, years: years)
    }

    /// Monday 08:00 to 12:00 and 13:00 to 18:00, Friday 22:00 to 02:00, Saturday all day.
    static let shop = calendar([
        [window("08:00", "12:00"), window("13:00", "18:00")], [], [], [], [window("22:00", "02:00")],
        [window("00:00", "24:00")],
    ])

    @Test(arguments: [
        (0, "07:59", "0 08:00"), (0, "08:00", "open"), (0, "11:59", "open"), (0, "12:00", "0 13:00"),
        (0, "13:00", "open"), (0, "17:59", "open"), (0, "18:00", "4 22:00"), (1, "09:00", "4 22:00"),
        (4, "21:59", "4 22:00"), (4, "22:00", "open"), (4, "23:59", "open"), (5, "00:00", "open"), (5, "02:00", "open"),
        (5, "23:59", "open"), (6, "00:00", "7 08:00"), (-1, "23:59", "0 08:00"),
    ])
    func `T45 T47: windows are half-open, may be several a day, and may run past midnight`(
        day: Int, clock: String, expected: String
    ) {
        #expect(Self.word(Self.shop.hours(at: Self.at(day, clock), in: Self.brazil)) == expected)
    }

    @Test func `T46: a day of 24 hours follows the one before without a closed minute`() {
        let always = Self.calendar(Array(repeating: [Self.window("00:00", "24:00")], count: 7))
        for minute in 0..<(8 * 1_440) {
            let moment = Self.at(0, "00:00") + .seconds(minute * 60)
            #expect(always.hours(at: moment, in: Self.brazil) == .open)
        }
    }

    @Test func `a window that ends after midnight leaves the morning after it closed`() {
        let night = Self.calendar([[Self.window("22:00", "02:00")]])
        #expect(night.hours(at: Self.at(1, "01:59"), in: Self.brazil) == .open)
        #expect(Self.word(night.hours(at: Self.at(1, "02:00"), in: Self.brazil)) == "7 22:00")
        #expect(Self.word(night.hours(at: Self.at(0, "01:00"), in: Self.brazil)) == "0 22:00")
    }

    @Test func `T50: a date overrides the week, and both kinds of holiday have their own reason`() throws {
        let tuesday = try #require(CalendarDate(year: 2026, month: 11, day: 24))
        let week = Array(repeating: [Self.window("08:00", "18:00")], count: 7)
        let dated = Self.calendar(week, dates: [tuesday: []])
        #expect(Self.word(dated.hours(at: Self.at(1, "10:00"), in: Self.brazil)) == "holiday 2 08:00")
        #expect(dated.hours(at: Self.at(366, "10:00"), in: Self.brazil) == .open)
        let yearly = Self.calendar(week, years: [.init(month: 11, day: 24): [Self.window("09:00", "10:00")]])
        #expect(Self.word(yearly.hours(at: Self.at(1, "08:30"), in: Self.brazil)) == "holiday 1 09:00")
        #expect(yearly.hours(at: Self.at(1, "09:30"), in: Self.brazil) == .open)
        #expect(Self.word(yearly.hours(at: Self.at(366, "10:00"), in: Self.brazil)) == "holiday 367 08:00")
        let both = Self.calendar(week, dates: [tuesday: week[0]], years: [.init(month: 11, day: 24): []])
        #expect(both.hours(at: Self.at(1, "10:00"), in: Self.brazil) == .open)
    }

    @Test func `a holiday is closed from its midnight on, whatever the evening before runs into`() throws {
        let saturday = try #require(CalendarDate(year: 2026, month: 11, day: 28))
        let night = [Self.window("22:00", "02:00")]
        let holiday = Self.calendar(Array(repeating: night, count: 7), dates: [saturday: []])
        #expect(holiday.hours(at: Self.at(4, "23:59"), in: Self.brazil) == .open)
        #expect(Self.word(holiday.hours(at: Self.at(5, "00:00"), in: Self.brazil)) == "holiday 6 22:00")
        let eve = Self.calendar(Array(repeating: [], count: 7), dates: [saturday: night])
        #expect(eve.hours(at: Self.at(6, "01:00"), in: Self.brazil) == .open)
        #expect(Self.word(eve.hours(at: Self.at(6, "02:00"), in: Self.brazil)) == "never")
    }

    @Test func `hours that never come have no next opening, and a leap day has one after years`() {
        #expect(
            Self.calendar([]).hours(at: Self.at(0, "10:00"), in: Self.brazil) == .closed(.outOfHours, nextOpenAt: nil))
        let leap = Self.calendar([], years: [.init(month: 2, day: 29): [Self.window("08:00", "09:00")]])
        guard case .closed(_, let next?) = leap.hours(at: Self.at(0, "10:00"), in: Self.brazil) else {
            Issue.record("the leap day was not found")
            return
        }
        #expect(next.rfc3339 == "2028-02-29T11:00:00.000Z")
    }

    @Test func `T53: the weekday is that of the zone, not that of UTC`() {
        let sunday = Self.calendar([[], [], [], [], [], [], [Self.window("22:00", "23:00")]])
        let moment = Self.at(6, "22:30")
        #expect(moment.rfc3339 == "2026-11-30T01:30:00.000Z")
        #expect(sunday.hours(at: moment, in: Self.brazil) == .open)
        #expect(sunday.hours(at: moment, in: .utc) != .open)
    }

    /// Clocks go from 02:00 to 03:00 on Monday, and from 03:00 back to 02:00 on Thursday.
    static let restless = Zone(
        name: "Test/Restless",
        shifts: [
            .init(from: Instant(milliseconds: 0), offset: 0),
            .init(from: Instant(milliseconds: (Int64(monday) * 86_400 + 7_200) * 1_000), offset: 3_600),
            .init(from: Instant(milliseconds: (Int64(monday + 3) * 86_400 + 7_200) * 1_000), offset: 0),
        ])

    @Test func `T48: a window whose start is jumped over opens when the clocks have jumped`() {
        let calendar = Self.calendar([[Self.window("02:30", "04:00")]])
        let before = Self.at(0, "01:59", in: Self.restless)
        guard case .closed(_, let next?) = calendar.hours(at: before, in: Self.restless) else {
            Issue.record("it is open too early")
            return
        }
        #expect(next == Self.at(0, "03:00", in: Self.restless))
        #expect(next - before == .seconds(60))
        #expect(calendar.hours(at: next, in: Self.restless) == .open)
    }

    @Test func `T48: an hour that comes twice is open twice`() {
        let calendar = Self.calendar([[], [], [], [Self.window("02:30", "03:00")]])
        let twice = Self.restless.moments(of: .init(day: Self.monday + 3, second: 9_000))
        #expect(twice.count == 2)
        for moment in twice { #expect(calendar.hours(at: moment, in: Self.restless) == .open) }
        let between = twice[0] + .seconds(1_800)
        #expect(calendar.hours(at: between, in: Self.restless) == .closed(.outOfHours, nextOpenAt: twice[1]))
    }

    /// `open`, or where it opens next as day and clock in Brazil.
    static func word(_ hours: Hours) -> String {
        guard case .closed(let reason, let next) = hours else { return "open" }
        let holiday = reason == .holiday ? "holiday " : ""
        guard let local = next.map(brazil.local) else { return holiday + "never" }
        let (hour, minute) = (local.second / 3_600, local.second / 60 % 60)
        return "\(holiday)\(local.day - monday) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
