/// One partition of one stream: the unit that is owned, ordered and fenced (architecture page, "Streams and
/// partitions").
///
/// This library knows streams only as words; what they mean is said elsewhere.
public struct Partition: Hashable, Sendable {
    public let stream: String
    /// 0 up to the installation's number of partitions.
    public let number: Int

    public init(stream: String, number: Int) {
        self.stream = stream
        self.number = number
    }
}

extension Partition: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        left.stream == right.stream ? left.number < right.number : left.stream < right.stream
    }
}

extension Partition: CustomStringConvertible {
    public var description: String { "\(stream)/\(number)" }
}
