/// The name of one thing, unique inside its tenant: 1 to 64 characters of `A-Z a-z 0-9 _ -`.
///
/// The kind of thing is a phantom type, so that a queue's id can never be passed where an agent's is expected.
/// The alphabet keeps ids safe inside routing keys: no dot, no wildcard (contract page, "Envelope").
public struct Identifier<Kind>: Hashable, Sendable {
    /// The longest id, in characters. All of them are ASCII, so characters, code points and bytes agree.
    public static var maximumLength: Int { 64 }

    /// The id as it is written on the wire.
    public let text: String

    /// Nil if `text` is empty, longer than 64 characters, or has a character outside the alphabet.
    public init?(_ text: String) {
        guard (1...Self.maximumLength).contains(text.utf8.count), text.utf8.allSatisfy(isIdentifierByte) else {
            return nil
        }
        self.text = text
    }

    /// For ids this program made itself or read back from its own store, where the alphabet is known to hold.
    public init(trusted text: String) {
        self.text = text
    }
}

private func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
    default:
        false
    }
}

extension Identifier: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier: CustomStringConvertible {
    public var description: String { text }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let identifier = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "an id is 1 to 64 characters of A-Z a-z 0-9 _ -")
        }
        self = identifier
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension Identifier: CodingKeyRepresentable {
    public var codingKey: any CodingKey { IdentifierKey(stringValue: text) }

    public init?<Key: CodingKey>(codingKey: Key) {
        self.init(codingKey.stringValue)
    }
}

private struct IdentifierKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
