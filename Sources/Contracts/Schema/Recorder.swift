import Domain

/// A decoder that decodes nothing and notes which members a type asks for.
struct Recorder: Decoder {
    let notes = Notes()
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// What was asked for. A class because containers are values and all of them write into the same notes; it never
    /// leaves the thread that derives the schema.
    final class Notes {
        private var properties: [String: JSONValue] = [:]
        private var required: [String] = []

        func add(_ name: String, _ node: JSONValue, isRequired: Bool) {
            properties[name] = isRequired ? node : Schema.nullable(node)
            if isRequired { required.append(name) }
        }

        func node(strict: Bool) -> JSONValue {
            var members: [String: JSONValue] = ["type": "object", "properties": .object(properties)]
            if !required.isEmpty { members["required"] = .array(required.map { .string($0) }) }
            if strict { members["additionalProperties"] = false }
            return .object(members)
        }
    }

    struct NotDescribable: Error {}

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(KeyedRecorder<Key>(notes: notes))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NotDescribable() }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NotDescribable() }
}

private struct KeyedRecorder<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: Recorder.Notes
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let described = try Schema.describe(type)
        notes.add(key.stringValue, described.node, isRequired: true)
        return described.value
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        let described = try Schema.describe(type)
        notes.add(key.stringValue, described.node, isRequired: false)
        return described.value
    }

    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decodeLeaf(type, key) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decodeLeaf(type, key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decodeLeaf(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decodeLeaf(type, key) }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try decodeLeafIfPresent(type, key) }
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try decodeLeafIfPresent(type, key) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try decodeLeafIfPresent(type, key) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try decodeLeafIfPresent(type, key) }

    private func decodeLeaf<T: SchemaDescribing>(_ type: T.Type, _ key: Key) throws -> T {
        notes.add(key.stringValue, T.schema, isRequired: true)
        return T.sample
    }

    private func decodeLeafIfPresent<T: SchemaDescribing>(_ type: T.Type, _ key: Key) throws -> T? {
        notes.add(key.stringValue, T.schema, isRequired: false)
        return T.sample
    }

    func nestedContainer<Other: CodingKey>(
        keyedBy type: Other.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Other> { throw Recorder.NotDescribable() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw Recorder.NotDescribable()
    }
    func superDecoder() throws -> any Decoder { throw Recorder.NotDescribable() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw Recorder.NotDescribable() }
}

extension String: SchemaDescribing {
    public static var schema: JSONValue { ["type": "string"] }
    public static var sample: String { "" }
}

extension Bool: SchemaDescribing {
    public static var schema: JSONValue { ["type": "boolean"] }
    public static var sample: Bool { true }
}

extension Int: SchemaDescribing {
    public static var schema: JSONValue { ["type": "integer"] }
    public static var sample: Int { 0 }
}

extension Int64: SchemaDescribing {
    public static var schema: JSONValue { ["type": "integer"] }
    public static var sample: Int64 { 0 }
}

extension Array: SchemaDescribing where Element: Codable {
    public static var schema: JSONValue { ["type": "array", "items": Schema.node(of: Element.self)] }
    public static var sample: [Element] { [] }
}
