/// How far a number of a JSON text has been read (RFC 8259, section 6): perhaps `-`, then `0` or digits that do not
/// begin with `0`, then perhaps `.` and digits, then perhaps `e`, a sign and digits.
///
/// ```
///   none ──> minus ──> zero | whole ──> point ──> fraction ──┬──> exponent ──> sign ──> power
///                        └───────────────────────────────────┘
/// ```
enum JSONNumber {
    /// Not in a number.
    case none
    case minus
    case zero
    case whole
    case point
    case fraction
    case exponent
    case sign
    case power

    /// Goes on by one byte that is in no string; false if no number can go on, or end, like this.
    mutating func takes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit(isZero: byte == UInt8(ascii: "0"))
        case UInt8(ascii: "-"): step(from: [.none: .minus, .exponent: .sign])
        case UInt8(ascii: "+"): step(from: [.exponent: .sign])
        case UInt8(ascii: "."): step(from: [.zero: .point, .whole: .point])
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
            // In `true` and `false` it is a letter.
            self == .none ? true : step(from: [.zero: .exponent, .whole: .exponent, .fraction: .exponent])
        default: end()
        }
    }

    private mutating func digit(isZero: Bool) -> Bool {
        switch self {
        case .none, .minus: self = isZero ? .zero : .whole
        case .zero: return false
        case .whole, .fraction, .power: break
        case .point: self = .fraction
        case .exponent, .sign: self = .power
        }
        return true
    }

    private mutating func step(from steps: [JSONNumber: JSONNumber]) -> Bool {
        guard let next = steps[self] else { return false }
        self = next
        return true
    }

    private mutating func end() -> Bool {
        switch self {
        case .none, .zero, .whole, .fraction, .power:
            self = .none
            return true
        case .minus, .point, .exponent, .sign:
            return false
        }
    }
}
