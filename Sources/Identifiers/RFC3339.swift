extension Instant {
    private static let millisecondsPerDay: Int64 = 86_400_000

    /// The moment as RFC 3339 in UTC with milliseconds, e.g. `2026-11-22T16:47:12.345Z`.
    public var rfc3339: String {
        let day = (Double(milliseconds) / Double(Self.millisecondsPerDay)).rounded(.down)
        let dayNumber = Int(day)
        let date = CalendarDate(dayNumber: dayNumber)
        let rest = Int(milliseconds - Int64(dayNumber) * Self.millisecondsPerDay)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        bytes.append(number: date.year, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(number: date.month, digits: 2)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(number: date.day, digits: 2)
        bytes.append(UInt8(ascii: "T"))
        bytes.append(number: rest / 3_600_000, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(number: rest / 60_000 % 60, digits: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(number: rest / 1_000 % 60, digits: 2)
        bytes.append(UInt8(ascii: "."))
        bytes.append(number: rest % 1_000, digits: 3)
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads RFC 3339 with any offset and any number of fraction digits (cut to milliseconds).
    /// Nil if the text is not a date-time of that standard or names a moment that does not exist.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(text.utf8[...])
        guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
            reader.skip("-"), let day = reader.number(digits: 2),
            let date = CalendarDate(year: year, month: month, day: day),
            reader.skip("T") || reader.skip("t"), let hour = reader.number(digits: 2), hour < 24, reader.skip(":"),
            let minute = reader.number(digits: 2), minute < 60, reader.skip(":"),
            let second = reader.number(digits: 2), second <= 60,
            let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset)
        self.init(milliseconds: seconds * 1_000 + Int64(fraction))
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: abs(number) / divisor % 10))
            divisor /= 10
        }
    }
}

private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: Substring.UTF8View) { rest = text }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digit() -> Int? {
        guard let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        rest.removeFirst()
        return Int(first - UInt8(ascii: "0"))
    }

    mutating func number(digits: Int) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    /// Milliseconds of an optional fraction; nil for a dot without digits.
    mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        guard var value = digit() else { return nil }
        var count = 1
        while let next = digit() {
            count += 1
            if count <= 3 { value = value * 10 + next }
        }
        while count < 3 {
            value *= 10
            count += 1
        }
        return value
    }

    /// The offset from UTC in seconds.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2), hours < 24, skip(":"), let minutes = number(digits: 2),
            minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
