/// One value of a message's headers or of a declaration's arguments.
///
/// Every kind the broker can send is readable; numbers of all widths arrive as `integer` or `number`.
public enum HeaderValue: Hashable, Sendable {
    /// Text; bytes that are not UTF-8 are repaired.
    case string(String)
    /// A whole number of any width, or a timestamp in seconds.
    case integer(Int64)
    /// Yes or no.
    case boolean(Bool)
    /// A number with a fraction.
    case number(Double)
    /// Several values in order.
    case array([HeaderValue])
    /// Named values.
    case table([String: HeaderValue])
    /// Bytes without a meaning the broker knows.
    case bytes([UInt8])
    /// Nothing.
    case none
}

extension HeaderValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Yes or no.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// Several values.
    public init(arrayLiteral elements: HeaderValue...) { self = .array(elements) }
}

extension HeaderValue {
    /// The text, if this is text.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The whole number, if this is one.
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
}

extension HeaderValue {
    /// An upper bound of the bytes this takes on the wire.
    var wireSize: Int {
        switch self {
        case .string(let text): 5 + text.utf8.count
        case .bytes(let bytes): 5 + bytes.count
        case .integer, .number: 9
        case .boolean, .none: 2
        case .array(let values): values.reduce(5) { $0 + $1.wireSize }
        case .table(let table): 5 + table.wireSize
        }
    }

    /// How deep tables and arrays are nested; 1 for a plain value.
    var depth: Int {
        switch self {
        case .array(let values): 1 + (values.map(\.depth).max() ?? 0)
        case .table(let table): 1 + (table.values.map(\.depth).max() ?? 0)
        case .string, .bytes, .integer, .number, .boolean, .none: 1
        }
    }
}

extension [String: HeaderValue] {
    /// An upper bound of the bytes these headers take on the wire.
    var wireSize: Int { reduce(4) { $0 + 1 + $1.key.utf8.count + $1.value.wireSize } }
}
