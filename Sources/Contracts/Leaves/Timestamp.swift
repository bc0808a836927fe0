import Domain
import Identifiers

/// An instant as the public contract writes it: RFC 3339. Any offset and precision is read; UTC with milliseconds is
/// written.
public struct Timestamp: Hashable, Sendable {
    public let instant: Instant

    public init(_ instant: Instant) { self.instant = instant }
}

extension Timestamp: SchemaDescribing {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected an RFC 3339 date-time such as 2026-11-22T16:47:12.345Z")
        }
        self.instant = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(instant.rfc3339)
    }

    public static var schema: JSONValue {
        ["type": "string", "format": "date-time", "pattern": .string("^\(date)[Tt]\(time)(?!\\n)$")]
    }

    public static var sample: Self { Self(Instant(milliseconds: 1_795_366_032_345)) }

    /// Only days that exist, so that the schema and the decoder agree on 30 February, too.
    private static let date = """
        ([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)\
        |02-(0[1-9]|1[0-9]|2[0-8]))|([0-9]{2}(0[48]|[2468][048]|[13579][26])\
        |([02468][048]|[13579][26])00)-02-29)
        """
    private static let time = """
        ([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])
        """
}

extension Instant: Represented {
    public init(wire: Timestamp) { self = wire.instant }
    public var wire: Timestamp { Timestamp(self) }
}
