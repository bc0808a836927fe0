/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z. All times on the wire and in the stores are of this
/// type.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch; negative before it.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment `duration` later. Fractions of a millisecond are cut off.
    public static func + (left: Self, duration: Duration) -> Self {
        Self(milliseconds: left.milliseconds + duration.milliseconds)
    }

    public static func - (left: Self, duration: Duration) -> Self {
        Self(milliseconds: left.milliseconds - duration.milliseconds)
    }

    /// The time from `right` to `left`, negative if `right` is the later one.
    public static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// The whole milliseconds of this duration, cut off towards zero.
    public var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// In the stores and on internal hops an instant is a plain number; the public contract writes it as text
/// (see ``Instant/rfc3339``).
extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
