import Identifiers

/// When a queue is open (horário de atendimento, rule 21): weekly hours and holidays on a clock on the wall.
///
/// A listed date decides alone for its 24 hours: neither the hours of its weekday count nor a window of the day before
/// that runs past midnight. Its own windows may run past midnight like any other's, into a day that is not listed. A
/// date beats a day of every year.
public struct Calendar: Sendable, Equatable {
    /// Hours of one day: from the start up to, but not including, the end.
    public struct Window: Hashable, Sendable {
        /// Minutes since midnight, 0 to 1,439.
        public let start: Int
        /// Minutes since the same midnight: 1,440 is `24:00`, more is past midnight.
        public let end: Int

        /// - Parameter end: minutes since midnight, at most 1,440; not after the start, it is on the next day.
        public init(start: Int, end: Int) {
            self.start = start
            self.end = end > start ? end : end + Self.dayLength
        }

        static let dayLength = 1_440
    }

    /// A day of every year.
    public struct Yearly: Hashable, Sendable {
        public let month: Int
        public let day: Int

        public init(month: Int, day: Int) {
            self.month = month
            self.day = day
        }
    }

    public let id: CalendarID
    /// Monday first, seven entries.
    private let week: [[Window]]
    private let dates: [CalendarDate: [Window]]
    private let years: [Yearly: [Window]]

    /// - Parameters:
    ///   - week: the windows of each day, Monday first; days that are missing are closed.
    ///   - dates: holidays of one year, with the hours that are open all the same.
    ///   - years: holidays that come every year.
    public init(
        id: CalendarID, week: [[Window]], dates: [CalendarDate: [Window]] = [:], years: [Yearly: [Window]] = [:]
    ) {
        self.id = id
        self.week = (0..<7).map { week.indices.contains($0) ? week[$0] : [] }
        self.dates = dates
        self.years = years
    }

    /// What the calendar says of a moment.
    public func hours(at moment: Instant, in zone: Zone) -> Hours {
        let local = zone.local(moment)
        guard !isOpen(local) else { return .open }
        let reason: RefusalReason = listed(local.day) == nil ? .outOfHours : .holiday
        return .closed(reason, nextOpenAt: nextOpening(after: moment, in: zone))
    }

    private func isOpen(_ local: LocalTime) -> Bool {
        let minute = local.second / 60
        if windows(of: local.day).contains(where: { $0.start <= minute && minute < $0.end }) { return true }
        guard listed(local.day) == nil else { return false }
        return windows(of: local.day - 1).contains { minute < $0.end - Window.dayLength }
    }

    private func windows(of day: Int) -> [Window] { listed(day) ?? week[weekday(of: day)] }

    /// The hours of a holiday, empty if it is closed all day; nil if the day is none.
    private func listed(_ day: Int) -> [Window]? {
        guard !dates.isEmpty || !years.isEmpty else { return nil }
        let date = CalendarDate(dayNumber: day)
        return dates[date] ?? years[Yearly(month: date.month, day: date.day)]
    }

    /// 0 is Monday; 1970-01-01 was a Thursday.
    private func weekday(of day: Int) -> Int {
        let shifted = (day + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }
}

extension Calendar {
    /// How far ahead an opening is looked for, in days: 29 February comes back after eight years at the latest.
    static let horizon = 8 * 366

    /// The first moment after this one at which the hours are open; nil if there is none within ``horizon``.
    private func nextOpening(after moment: Instant, in zone: Zone) -> Instant? {
        guard isEverOpen else { return nil }
        let today = zone.local(moment).day
        return (today - 1...today + Self.horizon).lazy
            .compactMap { day in beginnings(on: day, in: zone).first { $0 > moment && isOpen(zone.local($0)) } }
            .first
    }

    /// How far ahead a closing is looked for, in days: nobody waits longer.
    static let closingHorizon = 8

    /// The first moment after this one at which the hours are over; nil if they are over already, or there is none
    /// within ``closingHorizon``.
    func closing(after moment: Instant, in zone: Zone) -> Instant? {
        guard isOpen(zone.local(moment)) else { return nil }
        let today = zone.local(moment).day
        return (today - 1...today + Self.closingHorizon).lazy
            .compactMap { day in endings(on: day, in: zone).first { $0 > moment && !isOpen(zone.local($0)) } }
            .first
    }

    /// The moments of a day at which hours can end, in order: where a window of this day or the day before ends,
    /// midnight (a holiday begins), and where the clocks are set.
    private func endings(on day: Int, in zone: Zone) -> [Instant] {
        let today = windows(of: day).map(\.end).filter { $0 < Window.dayLength }
        let yesterday = windows(of: day - 1).map { $0.end - Window.dayLength }.filter { $0 >= 0 }
        let ends = (today + yesterday + [0]).flatMap { zone.moments(of: LocalTime(day: day, second: $0 * 60)) }
        let midnight = Instant(milliseconds: Int64(day) * 86_400_000)
        let changes = zone.changes(after: midnight - .seconds(86_400), through: midnight + .seconds(2 * 86_400))
        return (ends + changes.filter { zone.local($0).day == day }).sorted()
    }

    private var isEverOpen: Bool {
        [week, Array(dates.values), Array(years.values)].contains { $0.contains { !$0.isEmpty } }
    }

    /// The moments of a day at which hours can begin, in order: where a window starts, and where the clocks are set,
    /// which can jump into the middle of one.
    private func beginnings(on day: Int, in zone: Zone) -> [Instant] {
        let starts = windows(of: day).flatMap { zone.moments(of: LocalTime(day: day, second: $0.start * 60)) }
        // No offset is further from UTC than a day.
        let midnight = Instant(milliseconds: Int64(day) * 86_400_000)
        let changes = zone.changes(after: midnight - .seconds(86_400), through: midnight + .seconds(2 * 86_400))
        return (starts + changes.filter { zone.local($0).day == day }).sorted()
    }
}
