import Domain
import Identifiers

/// Derives JSON Schema from Swift types by running their `init(from:)` on a decoder that notes what is asked of it.
public enum Schema {
    /// The schema of any type; one with a `$comment` where the type cannot be described (a test forbids it).
    static func node<T: Decodable>(of type: T.Type) -> JSONValue {
        do {
            return try describe(type).node
        } catch {
            return ["$comment": .string("not describable: \(type): \(error)")]
        }
    }

    /// The schema document of a message.
    public static func document<M: Message>(of message: M.Type) -> JSONValue {
        let described = Described { FieldMeanings.meaning(of: $0, in: $1, of: M.type) }
            .node(node(of: message), parent: "")
        guard case .object(var members) = described else { return [:] }
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["$id"] = .string("urn:guiche:\(M.type)")
        members["title"] = .string(M.type.rawValue)
        members["description"] = .string(M.summary)
        let clauses = M.rules.flatMap(\.clauses)
        if !clauses.isEmpty { members["allOf"] = .array(clauses) }
        return .object(members)
    }

    /// The schema and some valid value, so that the caller's own `init(from:)` can go on.
    static func describe<T: Decodable>(_ type: T.Type) throws -> (node: JSONValue, value: T) {
        if let leaf = type as? any SchemaDescribing.Type, let value = leaf.sample as? T {
            return (leaf.schema, value)
        }
        let recorder = Recorder()
        let value = try T(from: recorder)
        return (recorder.notes.node(strict: type is any ClosedObject.Type), value)
    }

    /// The same, or null: an absent optional may also be written as null.
    static func nullable(_ node: JSONValue) -> JSONValue {
        guard case .object(var members) = node, let type = members["type"]?.text, members["enum"] == nil else {
            if node == [:] { return node }
            return ["anyOf": [node, ["type": "null"]]]
        }
        members["type"] = [.string(type), "null"]
        return .object(members)
    }
}

/// An object in which an unknown member is an error: the directory file's, never a message's.
protocol ClosedObject {}

/// A rule over several fields of one message.
public enum Rule: Hashable, Sendable {
    /// At least one of these sets must be given whole; null and an empty list do not count.
    case anyOf([[String]])
    /// At most one of the two may be given.
    case notBoth(String, String)

    var clauses: [JSONValue] {
        switch self {
        case .anyOf(let sets): [["anyOf": .array(sets.map(Self.given))]]
        case .notBoth(let left, let right): [["not": Self.given([left, right])]]
        }
    }

    private static func given(_ fields: [String]) -> JSONValue {
        let filled: JSONValue = ["not": ["type": "null"], "minItems": 1]
        return [
            "required": .array(fields.map { .string($0) }),
            "properties": .object(Dictionary(uniqueKeysWithValues: fields.map { ($0, filled) })),
        ]
    }

    /// What is wrong, or nil.
    func complaint(about fields: KeyedDecodingContainer<AnyKey>) throws -> String? {
        switch self {
        case .anyOf(let sets):
            for set in sets where try set.allSatisfy({ try Self.isGiven($0, in: fields) }) { return nil }
            let names = sets.map { $0.joined(separator: " with ") }.joined(separator: ", ")
            return "expected at least one of \(names)"
        case .notBoth(let left, let right):
            guard try Self.isGiven(left, in: fields), try Self.isGiven(right, in: fields) else { return nil }
            return "expected \(left) or \(right), not both"
        }
    }

    private static func isGiven(_ field: String, in fields: KeyedDecodingContainer<AnyKey>) throws -> Bool {
        let key = AnyKey(stringValue: field)
        guard fields.contains(key), try !fields.decodeNil(forKey: key) else { return false }
        guard let list = try? fields.nestedUnkeyedContainer(forKey: key) else { return true }
        return list.count != 0
    }
}
