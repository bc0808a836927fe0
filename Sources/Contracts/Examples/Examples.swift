import Domain

/// Examples of a message, made from its schema and the words of ``ExampleWords``: the smallest body that is valid and
/// one that has everything. The test that reads them back is what makes them golden.
public enum Examples {
    public enum Size: String, Sendable, CaseIterable {
        case smallest
        case full
    }

    public static func body<M: Message>(of message: M.Type, _ size: Size) -> JSONValue {
        let schema = Schema.document(of: message)
        let fields = chosenFields(of: M.self, schema, size)
        return object(schema, type: M.type.rawValue, name: "", size) { fields.contains($0) }
    }

    private static func chosenFields<M: Message>(of message: M.Type, _ schema: JSONValue, _ size: Size) -> Set<String> {
        var fields = required(of: schema)
        if size == .full { fields = Set((schema["properties"]?.members ?? [:]).keys) }
        for rule in M.rules {
            switch rule {
            case .anyOf(let sets): if size == .smallest { fields.formUnion(sets.first ?? []) }
            case .notBoth(_, let right): fields.remove(right)
            }
        }
        return fields
    }

    private static func required(of schema: JSONValue) -> Set<String> {
        Set((schema["required"]?.elements ?? []).compactMap(\.text))
    }

    private static func object(
        _ schema: JSONValue, type: String, name: String, _ size: Size, where wanted: (String) -> Bool
    ) -> JSONValue {
        guard let properties = schema["properties"]?.members else {
            return size == .full ? ExampleWords.openObject : [:]
        }
        var members: [String: JSONValue] = [:]
        for (key, node) in properties where wanted(key) {
            members[key] = value(node, type: type, parent: name, name: key, size)
        }
        return .object(members)
    }

    private static func value(
        _ node: JSONValue, type: String, parent: String, name: String, _ size: Size
    ) -> JSONValue {
        if size == .full, let made = ExampleDocuments.document(type: type, name: name) { return made }
        if let word = ExampleWords.word(type: type, parent: parent, name: name), fits(word, node) { return word }
        if let first = node["enum"]?.elements?.first { return first }
        if let first = node["anyOf"]?.elements?.first {
            return value(first, type: type, parent: parent, name: name, size)
        }
        switch node["type"]?.text ?? node["type"]?.elements?.first?.text {
        case "string": return node["format"] == nil ? .string(name) : ExampleWords.moment
        case "integer": return node["minimum"].flatMap { $0 == 0 ? nil : $0 } ?? 1
        case "boolean": return true
        case "array":
            let item = node["items"] ?? [:]
            let isNeeded = size == .full || node["minItems"] != nil
            return isNeeded ? [value(item, type: type, parent: parent, name: Described.singular(name), size)] : []
        case "object":
            let needed = required(of: node)
            return object(node, type: type, name: name, size) { size == .full || needed.contains($0) }
        default: return [:]
        }
    }

    /// A word for a text or a number does not stand for an object of the same name.
    private static func fits(_ word: JSONValue, _ node: JSONValue) -> Bool {
        let isObject = node["type"] == "object" || node["anyOf"] != nil
        return !isObject || word.members != nil
    }
}

extension Message {
    /// The golden examples, read back from their JSON.
    public static func examples() throws(ContractError) -> [Self] {
        var examples: [Self] = []
        for size in Examples.Size.allCases {
            examples.append(try decode(try JSONBody.text(Examples.body(of: Self.self, size))))
        }
        return examples
    }
}
