import Domain

/// Writes into a schema what its fields mean.
struct Described {
    /// The meaning of a member of that name in an object of that name.
    let meaning: (_ name: String, _ parent: String) -> String?

    /// - Parameter parent: the member the object is the value of, or the singular of the list it is in; empty at the
    ///   top.
    func node(_ node: JSONValue, parent: String) -> JSONValue {
        guard case .object(var members) = node else { return node }
        if case .object(let properties)? = members["properties"] {
            members["properties"] = .object(
                Dictionary(
                    uniqueKeysWithValues: properties.map { name, property in
                        (name, described(self.node(property, parent: name), name, in: parent))
                    }))
        }
        if let items = members["items"] { members["items"] = self.node(items, parent: Self.singular(parent)) }
        if case .array(let choices)? = members["anyOf"] {
            members["anyOf"] = .array(choices.map { self.node($0, parent: parent) })
        }
        return .object(members)
    }

    private func described(_ node: JSONValue, _ name: String, in parent: String) -> JSONValue {
        guard case .object(var members) = node, let meaning = meaning(name, parent) else { return node }
        members["description"] = .string(meaning)
        return .object(members)
    }

    /// What one element of a list is called.
    static func singular(_ name: String) -> String { name.hasSuffix("s") ? String(name.dropLast()) : name }
}
