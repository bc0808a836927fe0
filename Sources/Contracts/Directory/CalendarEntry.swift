import Domain
import Identifiers

/// Weekly hours and holidays (rule 21).
struct CalendarEntry: Codable, ClosedObject {
    struct Week: Codable, ClosedObject {
        let monday: [Window]?
        let tuesday: [Window]?
        let wednesday: [Window]?
        let thursday: [Window]?
        let friday: [Window]?
        let saturday: [Window]?
        let sunday: [Window]?
    }

    /// One day that is not like its weekday: closed, or open at other hours. It has a date or comes every year.
    struct Holiday: Codable, ClosedObject {
        let date: DayText?
        let yearly: YearlyText?
        let hours: [Window]?
        let name: ReasonText?

        /// The day as it is written, for the one who has to find a mistake.
        var day: String {
            if let date = date?.date { return "\(date.year)-\(date.month)-\(date.day)" }
            return yearly.map { "\($0.month)-\($0.day)" } ?? ""
        }
    }

    let id: CalendarID
    let weekly: Week
    let holidays: [Holiday]?
}

/// A half-open window of a day, e.g. `08:00-12:00`; `24:00` is midnight at its end, and an end before the start is on
/// the next day.
struct Window: SchemaDescribing {
    /// Minutes since midnight.
    let start: Int
    let end: Int

    private init() {
        start = 480
        end = 720
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let start = Self.minutes(parts[0]), let end = Self.minutes(parts[1]), start < 1_440,
            start != end
        else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected hours such as 08:00-12:00, 22:00-02:00 or 00:00-24:00")
        }
        self.start = start
        self.end = end
    }

    private static func minutes(_ text: Substring) -> Int? {
        let digits = Array(text.utf8)
        guard digits.count == 5, digits[2] == UInt8(ascii: ":"), let hour = Int(text.prefix(2)),
            let minute = Int(text.suffix(2)), digits[0] != UInt8(ascii: "+"), digits[3] != UInt8(ascii: "+"),
            (0...24).contains(hour), (0..<60).contains(minute), hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    func encode(to encoder: any Encoder) throws {}

    static var schema: JSONValue {
        ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)(?!\\n)$"]
    }
    static var sample: Self { Self() }
}

/// A date, e.g. `2026-12-24`.
struct DayText: SchemaDescribing {
    let date: CalendarDate?

    private init() { date = nil }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Instant(rfc3339: text + "T00:00:00Z") else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a date: 2026-12-24")
        }
        date = CalendarDate(dayNumber: Int(moment.milliseconds / 86_400_000))
    }

    func encode(to encoder: any Encoder) throws {}

    static var schema: JSONValue { ["type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"] }
    static var sample: Self { Self() }
}

/// A day of every year, e.g. `12-25`.
struct YearlyText: SchemaDescribing {
    let month: Int
    let day: Int

    private init() {
        month = 12
        day = 25
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        // 2024 is a leap year: 02-29 is a day of some years.
        guard let moment = Instant(rfc3339: "2024-\(text)T00:00:00Z") else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected month and day: \"12-25\"")
        }
        let date = CalendarDate(dayNumber: Int(moment.milliseconds / 86_400_000))
        month = date.month
        day = date.day
    }

    func encode(to encoder: any Encoder) throws {}

    static var schema: JSONValue { ["type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"] }
    static var sample: Self { Self() }
}
