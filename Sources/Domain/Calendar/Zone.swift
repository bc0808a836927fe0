import Identifiers

/// A time zone as a value: which offset from UTC held from which moment on.
///
/// The rules never look a zone up; whoever reads the directory file does, once. A time zone of the machine has no
/// influence anywhere (complaints T49 and T53).
public struct Zone: Sendable, Equatable {
    /// IANA name, e.g. `America/Sao_Paulo`.
    public let name: String
    /// In the order of time, never empty; before the first and after the last the nearest one holds.
    private let shifts: [Shift]

    /// From a moment on, local time is this far from UTC.
    public struct Shift: Sendable, Equatable {
        public let from: Instant
        /// Seconds to add to UTC; negative west of Greenwich.
        public let offset: Int

        public init(from: Instant, offset: Int) {
            self.from = from
            self.offset = offset
        }
    }

    /// - Parameter shifts: the offset at the beginning, then every change, in the order of time.
    public init(name: String, shifts: [Shift]) {
        self.name = name
        self.shifts = shifts.isEmpty ? Self.utc.shifts : shifts
    }

    public static let utc = Zone(name: "UTC", shifts: [Shift(from: Instant(milliseconds: 0), offset: 0)])

    /// Seconds to add to UTC at a moment.
    public func offset(at moment: Instant) -> Int { shifts[index(at: moment)].offset }

    /// The date and the second of the day that a clock on the wall shows.
    public func local(_ moment: Instant) -> LocalTime {
        let seconds = moment.milliseconds.flooredDivision(by: 1_000) + Int64(offset(at: moment))
        let day = seconds.flooredDivision(by: 86_400)
        return LocalTime(day: Int(day), second: Int(seconds - day * 86_400))
    }

    /// Every moment at which a clock on the wall shows this: one as a rule, none where clocks jump over it, two where
    /// they are set back.
    public func moments(of local: LocalTime) -> [Instant] {
        let wall = Int64(local.day) * 86_400 + Int64(local.second)
        let near = Instant(milliseconds: wall * 1_000)
        let candidates = shifts[index(at: near - .seconds(86_400))...index(at: near + .seconds(86_400))]
        return candidates.map { Instant(milliseconds: (wall - Int64($0.offset)) * 1_000) }
            .filter { self.local($0) == local }
            .reduce(into: []) { moments, moment in if !moments.contains(moment) { moments.append(moment) } }
    }

    /// The changes of the offset after `start`, up to and including `end`.
    func changes(after start: Instant, through end: Instant) -> [Instant] {
        let first = index(at: start) + 1
        return shifts.dropFirst(first).prefix { $0.from <= end }.map(\.from)
    }

    private func index(at moment: Instant) -> Int {
        var low = 0
        var high = shifts.count
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].from <= moment { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }
}

/// What a calendar and a clock on the wall show.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, as ``Identifiers/CalendarDate/dayNumber``.
    public let day: Int
    /// 0 to 86,399.
    public let second: Int

    public init(day: Int, second: Int) {
        self.day = day
        self.second = second
    }

    public var date: CalendarDate { CalendarDate(dayNumber: day) }

    public static func < (left: Self, right: Self) -> Bool { (left.day, left.second) < (right.day, right.second) }
}

extension Int64 {
    /// Rounded down, also below zero.
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
