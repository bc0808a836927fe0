import Domain

/// How long a kind of text may be, in code points (contract page: not bytes, not `String.count`).
public protocol TextLimits: Sendable {
    static var length: ClosedRange<Int> { get }
    static var sample: String { get }
}

/// A text from outside, within its limits and without U+0000.
public struct Text<Limits: TextLimits>: Hashable, Sendable, CustomStringConvertible {
    public let value: String

    /// Nil for a text outside the limits.
    public init?(_ value: String) {
        guard Self.complaint(about: value) == nil else { return nil }
        self.value = value
    }

    /// For texts of our own making.
    public init(trusted value: String) { self.value = value }

    public var description: String { value }

    static func complaint(about value: String) -> String? {
        let bytes = value.utf8.count
        if bytes > Limits.length.upperBound || bytes < Limits.length.lowerBound * 4 {
            let count = value.unicodeScalars.count
            if count < Limits.length.lowerBound {
                return "expected at least \(Limits.length.lowerBound) characters, got \(count)"
            }
            if count > Limits.length.upperBound {
                return "expected at most \(Limits.length.upperBound) characters, got \(count)"
            }
        }
        return value.utf8.contains(0) ? "expected a text without U+0000" : nil
    }
}

extension Text: SchemaDescribing {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try container.decode(String.self)
        if let complaint = Self.complaint(about: value) {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: complaint)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    public static var schema: JSONValue {
        var members: [String: JSONValue] = [
            "type": "string", "maxLength": .integer(Int64(Limits.length.upperBound)), "pattern": "^[^\\u0000]*$",
        ]
        if Limits.length.lowerBound > 0 { members["minLength"] = .integer(Int64(Limits.length.lowerBound)) }
        return .object(members)
    }

    public static var sample: Self { Self(trusted: Limits.sample) }
}

/// The limits of each kind of text.
public enum TextLimit {
    public enum Message: TextLimits {
        public static let length = 1...4_000
        public static let sample = "Olá, preciso da segunda via do boleto."
    }
    public enum Long: TextLimits {
        public static let length = 0...4_000
        public static let sample = "Cliente já informou o número do contrato."
    }
    public enum Short: TextLimits {
        public static let length = 0...500
        public static let sample = "texto"
    }
    public enum Reason: TextLimits {
        public static let length = 1...500
        public static let sample = "fim de expediente"
    }
    public enum Address: TextLimits {
        public static let length = 1...2_048
        public static let sample = "https://www.acme.example/boleto.pdf"
    }
    public enum Choice: TextLimits {
        public static let length = 1...500
        public static let sample = "segunda_via"
    }
    public enum MessageID: TextLimits {
        public static let length = 1...70
        public static let sample = "019ab0c2-7e10-7c3d-9a51-0c1d2e3f4a5b"
    }
}

/// What somebody says: 1 to 4,000 code points.
public typealias MessageText = Text<TextLimit.Message>
/// A note or a summary: up to 4,000 code points, may be empty.
public typealias LongText = Text<TextLimit.Long>
/// A name, a title, one field of a customer: up to 500 code points, may be empty.
public typealias ShortText = Text<TextLimit.Short>
/// Why somebody did something, where it must be said: 1 to 500 code points.
public typealias ReasonText = Text<TextLimit.Reason>
/// A URL: 1 to 2,048 code points; not looked into.
public typealias Address = Text<TextLimit.Address>
/// An option's id or label: 1 to 500 code points.
public typealias Choice = Text<TextLimit.Choice>
/// A message-id: 1 to 64 characters from others, up to 70 where a bot's line number was added (contract page).
public typealias MessageID = Text<TextLimit.MessageID>
