/// How far the strings of a JSON text have been read (RFC 8259, section 7): what may follow a backslash, no control
/// characters, and both halves of a surrogate pair or none.
///
/// ```
///   outside ──"──> inside ──\──> escape ──u──> hex(4 digits) ──┬──> inside
///                     │                                        │ a high half was read
///                     └──"──> outside                          └──> high ──\──> highEscape ──u──> hex(a low half)
/// ```
enum JSONString: Equatable {
    case outside
    case inside
    /// Behind a backslash.
    case escape
    /// In the digits of an escape: how many are to come, what they say up to now, and whether a low half is due.
    case hex(left: Int, value: UInt16, isLowDue: Bool)
    /// Behind a high half.
    case high
    /// Behind a high half and a backslash.
    case highEscape

    /// Goes on by one byte; false if no string can go on like this.
    mutating func takes(_ byte: UInt8) -> Bool {
        switch self {
        case .outside:
            if byte == UInt8(ascii: "\"") { self = .inside }
        case .inside:
            if byte == UInt8(ascii: "\"") {
                self = .outside
            } else if byte == UInt8(ascii: "\\") {
                self = .escape
            } else {
                return byte >= 0x20
            }
        case .escape:
            if byte == UInt8(ascii: "u") {
                self = .hex(left: 4, value: 0, isLowDue: false)
            } else {
                self = .inside
                return #""\/bfnrt"#.utf8.contains(byte)
            }
        case .hex(let left, let value, let isLowDue):
            guard let digit = Self.digit(byte) else { return false }
            let more = value << 4 | digit
            if left > 1 {
                self = .hex(left: left - 1, value: more, isLowDue: isLowDue)
            } else {
                return escaped(more, isLowDue: isLowDue)
            }
        case .high:
            self = .highEscape
            return byte == UInt8(ascii: "\\")
        case .highEscape:
            self = .hex(left: 4, value: 0, isLowDue: true)
            return byte == UInt8(ascii: "u")
        }
        return true
    }

    private mutating func escaped(_ unit: UInt16, isLowDue: Bool) -> Bool {
        self = UTF16.isLeadSurrogate(unit) ? .high : .inside
        return UTF16.isTrailSurrogate(unit) == isLowDue
    }

    private static func digit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
