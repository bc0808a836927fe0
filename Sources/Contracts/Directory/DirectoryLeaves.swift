import Domain
import Identifiers

/// An id in a list of the file, where, unlike in a login, none is as good as many.
struct Reference<Kind>: SchemaDescribing {
    let id: Identifier<Kind>

    private init(_ id: Identifier<Kind>) { self.id = id }
    init(from decoder: any Decoder) throws { id = try Identifier(from: decoder) }
    func encode(to encoder: any Encoder) throws { try id.encode(to: encoder) }

    static var schema: JSONValue { Identifier<Kind>.schema }
    static var sample: Self { Self(Identifier<Kind>.sample) }
}

/// A duration in seconds, fractions allowed: 0.05 s to a year.
struct Seconds: SchemaDescribing {
    static let range = 0.05...31_536_000.0

    let value: Double

    private init() { value = 30 }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try container.decode(Double.self)
        guard Self.range.contains(value) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected \(Self.range.lowerBound) to \(Int(Self.range.upperBound)) seconds")
        }
    }

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

    /// Cut to milliseconds, the unit of every timer.
    var duration: Duration { .milliseconds(Int64(value * 1_000)) }

    static var schema: JSONValue {
        ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
    }
    static var sample: Self { Self() }
}

/// The address of a webhook bot.
struct WebAddress: SchemaDescribing {
    let text: String

    private init() { text = "http://127.0.0.1:5005/webhooks/rest/webhook" }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try container.decode(String.self)
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), text.utf8.count <= 2_048 else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected an address that begins with http:// or https://")
        }
    }

    func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }

    static var schema: JSONValue { ["type": "string", "pattern": "^https?://", "maxLength": 2_048] }
    static var sample: Self { Self() }
}

enum CapacityLimits: WholeLimits {
    static let range = 1...1_000
    static let sample = 3
}
enum PriorityLimits: WholeLimits {
    static let range = -1_000...1_000
    static let sample = 0
}

/// The most conversations of one agent at once.
typealias Capacity = Whole<CapacityLimits>
/// Between queues; greater goes first.
typealias Priority = Whole<PriorityLimits>
