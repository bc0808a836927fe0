import Domain
import Identifiers

/// The fields of a schema as rows of a table, inner ones below their object: `attachments[].url`.
struct FieldTable {
    struct Row {
        let path: String
        let type: String
        let isRequired: Bool
        let meaning: String
    }

    let rows: [Row]

    init(_ schema: JSONValue) { rows = Self.rows(schema, below: "") }

    var markdown: String {
        let lines = rows.map { "| `\($0.path)` | \($0.type) | \($0.isRequired ? "yes" : "") | \($0.meaning) |" }
        return (["| field | type | required | meaning |", "|---|---|---|---|"] + lines).joined(separator: "\n")
    }

    private static func rows(_ object: JSONValue, below path: String) -> [Row] {
        let required = Set((object["required"]?.elements ?? []).compactMap(\.text))
        let members = (object["properties"]?.members ?? [:]).sorted {
            let isFirst = (required.contains($0.key), required.contains($1.key))
            return isFirst.0 == isFirst.1 ? $0.key < $1.key : isFirst.0
        }
        return members.flatMap { name, node in
            let place = path + name
            let row = Row(
                path: place, type: type(of: node), isRequired: required.contains(name),
                meaning: node["description"]?.text ?? "")
            return [row] + inner(of: node, place)
        }
    }

    private static func inner(of node: JSONValue, _ path: String) -> [Row] {
        if let items = node["items"] { return inner(of: items, "\(path)[]") }
        if let object = object(in: node) { return rows(object, below: "\(path).") }
        return []
    }

    /// The object a node is, or may be besides null.
    private static func object(in node: JSONValue) -> JSONValue? {
        if node["properties"] != nil { return node }
        return node["anyOf"]?.elements?.first { $0["properties"] != nil }
    }

    /// A schema's type in words, with its limits.
    static func type(of node: JSONValue) -> String {
        if let words = node["enum"]?.elements ?? node["anyOf"]?.elements?.first?["enum"]?.elements {
            return words.compactMap(\.text).map { "`\($0)`" }.joined(separator: ", ")
        }
        switch node["type"]?.text ?? node["type"]?.elements?.first?.text {
        case "string": return text(node)
        case "integer": return whole(node)
        case "number": return "number"
        case "boolean": return "true or false"
        case "array": return list(node)
        case "object": return open(node)
        default: return object(in: node) == nil ? "any" : "object"
        }
    }

    private static func text(_ node: JSONValue) -> String {
        if node["format"] == "date-time" { return "instant" }
        if node["format"] == "date" { return "date" }
        if node["pattern"] == TenantID.schema["pattern"] { return "id" }
        guard let most = number(node["maxLength"]) else { return "text" }
        return "text, \(number(node["minLength"]) ?? 0) to \(most)"
    }

    private static func whole(_ node: JSONValue) -> String {
        guard let least = number(node["minimum"]), let most = number(node["maximum"]) else { return "whole number" }
        return most == WholeLimit.greatest ? "whole number from \(least)" : "whole number, \(least) to \(most)"
    }

    private static func list(_ node: JSONValue) -> String {
        let element = node["items"].map { type(of: $0) } ?? "any"
        guard let most = number(node["maxItems"]) else { return "list: \(element)" }
        return "list, \(number(node["minItems"]) ?? 0) to \(most): \(element)"
    }

    private static func open(_ node: JSONValue) -> String {
        guard let most = number(node["maxProperties"]) else { return "object" }
        guard let values = node["additionalProperties"] else { return "object, at most \(most) members" }
        return "object, at most \(most) members: \(type(of: values))"
    }

    private static func number(_ value: JSONValue?) -> Int? {
        if case .integer(let number)? = value { Int(number) } else { nil }
    }
}
