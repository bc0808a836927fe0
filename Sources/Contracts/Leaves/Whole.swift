import Domain

/// The range of a kind of whole number.
public protocol WholeLimits: Sendable {
    static var range: ClosedRange<Int> { get }
    static var sample: Int { get }
}

/// A whole number from outside, within its limits.
public struct Whole<Limits: WholeLimits>: Hashable, Sendable {
    public let value: Int

    /// Nil for a number outside the limits.
    public init?(_ value: Int) {
        guard Limits.range.contains(value) else { return nil }
        self.value = value
    }

    /// For numbers of our own making.
    public init(trusted value: Int) { self.value = value }
}

extension Whole: SchemaDescribing {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try container.decode(Int.self)
        guard Limits.range.contains(value) else {
            let range = "\(Limits.range.lowerBound) to \(Limits.range.upperBound)"
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a whole number from \(range), got \(value)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    public static var schema: JSONValue {
        [
            "type": "integer", "minimum": .integer(Int64(Limits.range.lowerBound)),
            "maximum": .integer(Int64(Limits.range.upperBound)),
        ]
    }

    public static var sample: Self { Self(trusted: Limits.sample) }
}

/// The limits of each kind of number. The greatest is 2^53 - 1: every JSON reader keeps it exact.
public enum WholeLimit {
    public static let greatest = 9_007_199_254_740_991

    public enum Natural: WholeLimits {
        public static let range = 0...WholeLimit.greatest
        public static let sample = 12
    }
    public enum Revision: WholeLimits {
        public static let range = 1...WholeLimit.greatest
        public static let sample = 1
    }
    public enum LeaseSeconds: WholeLimits {
        public static let range = 5...3_600
        public static let sample = 30
    }
    public enum PageSize: WholeLimits {
        public static let range = 1...100
        public static let sample = 20
    }
    public enum ReadSize: WholeLimits {
        public static let range = 1...200
        public static let sample = 200
    }
}

/// 0 or more.
public typealias Natural = Whole<WholeLimit.Natural>
/// The revision of a record; the first is 1.
public typealias Revision = Whole<WholeLimit.Revision>
/// How long a login lives without a heartbeat: 5 to 3,600 s.
public typealias LeaseSeconds = Whole<WholeLimit.LeaseSeconds>
/// How many items a search gives at once: 1 to 100.
public typealias PageSize = Whole<WholeLimit.PageSize>
/// How many lines or events a read gives at once: 1 to 200.
public typealias ReadSize = Whole<WholeLimit.ReadSize>
