import Domain

// The compiler's Codable code prefers these overloads wherever a message of this module has a field of such a type.
// That keeps messages plain (`let at: Instant`) and their decoding strict.

extension KeyedDecodingContainer {
    func decode<T: Represented>(_ type: T.Type, forKey key: Key) throws -> T {
        T(wire: try decode(T.Wire.self, forKey: key))
    }

    func decodeIfPresent<T: Represented>(_ type: T.Type, forKey key: Key) throws -> T? {
        try decodeIfPresent(T.Wire.self, forKey: key).map(T.init(wire:))
    }

    func decode<T: Represented & Listed>(_ type: [T].Type, forKey key: Key) throws -> [T] {
        try decode(List<T.Wire, T>.self, forKey: key).elements.map(T.init(wire:))
    }

    func decodeIfPresent<T: Represented & Listed>(_ type: [T].Type, forKey key: Key) throws -> [T]? {
        try decodeIfPresent(List<T.Wire, T>.self, forKey: key)?.elements.map(T.init(wire:))
    }

    func decode<T: Listed>(_ type: [T].Type, forKey key: Key) throws -> [T] {
        try decode(List<T, T>.self, forKey: key).elements
    }

    func decodeIfPresent<T: Listed>(_ type: [T].Type, forKey key: Key) throws -> [T]? {
        try decodeIfPresent(List<T, T>.self, forKey: key)?.elements
    }

    func decode<T: Word>(_ type: T.Type, forKey key: Key) throws -> T {
        try T.read(try decode(WordText<T>.self, forKey: key).text, at: codingPath + [key])
    }

    func decodeIfPresent<T: Word>(_ type: T.Type, forKey key: Key) throws -> T? {
        try decodeIfPresent(WordText<T>.self, forKey: key).map { try T.read($0.text, at: codingPath + [key]) }
    }

    func decode(_ type: [String: String].Type, forKey key: Key) throws -> [String: String] {
        try decode(Attributes.self, forKey: key).values
    }

    func decodeIfPresent(_ type: [String: String].Type, forKey key: Key) throws -> [String: String]? {
        try decodeIfPresent(Attributes.self, forKey: key)?.values
    }

    func decode(_ type: [String: JSONValue].Type, forKey key: Key) throws -> [String: JSONValue] {
        try decode(OpenObject.self, forKey: key).members
    }

    func decodeIfPresent(_ type: [String: JSONValue].Type, forKey key: Key) throws -> [String: JSONValue]? {
        try decodeIfPresent(OpenObject.self, forKey: key)?.members
    }
}

extension KeyedEncodingContainer {
    mutating func encode<T: Represented>(_ value: T, forKey key: Key) throws {
        try encode(value.wire, forKey: key)
    }

    mutating func encodeIfPresent<T: Represented>(_ value: T?, forKey key: Key) throws {
        try encodeIfPresent(value?.wire, forKey: key)
    }

    mutating func encode<T: Represented & Listed>(_ values: [T], forKey key: Key) throws {
        try encode(values.map(\.wire), forKey: key)
    }

    mutating func encodeIfPresent<T: Represented & Listed>(_ values: [T]?, forKey key: Key) throws {
        try encodeIfPresent(values?.map(\.wire), forKey: key)
    }
}

/// A word as it stands on the wire, not yet compared with the known ones: only so that the error can list them.
struct WordText<W: Word>: SchemaDescribing {
    let text: String

    init(text: String) { self.text = text }
    init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
    func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }

    static var schema: JSONValue { W.schema }
    static var sample: Self { Self(text: W.sample.rawValue) }
}
