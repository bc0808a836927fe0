import Domain
import Foundation

/// What a changed schema would break for programs that were written against the published one (house rule 11).
struct Compatibility {
    /// Ours is what others read; the rest is what others send.
    let isOurs: Bool

    /// One sentence for each break; none if every old reader and sender goes on.
    func breaks(from old: JSONValue, to new: JSONValue, at path: String = "") -> [String] {
        let (old, new) = (Self.substance(old), Self.substance(new))
        if Self.types(old) != Self.types(new) { return ["\(path): has another type"] }
        return words(old, new, path) + limits(old, new, path) + rules(old, new, path) + members(old, new, path)
            + elements(old, new, path)
    }

    /// What a node is besides null.
    private static func substance(_ node: JSONValue) -> JSONValue {
        node["anyOf"]?.elements?.first { $0["type"] != "null" } ?? node
    }

    private static func types(_ node: JSONValue) -> Set<String> {
        let names = node["type"]?.elements ?? [node["type"]].compactMap { $0 }
        return Set(names.compactMap(\.text)).subtracting(["null"])
    }

    private func words(_ old: JSONValue, _ new: JSONValue, _ path: String) -> [String] {
        guard let left = new["enum"]?.elements else { return [] }
        return (old["enum"]?.elements ?? []).filter { !left.contains($0) }
            .map { "\(path): no longer knows \($0.text ?? "a word")" }
    }

    /// Only what others send can be narrowed by a limit.
    private func limits(_ old: JSONValue, _ new: JSONValue, _ path: String) -> [String] {
        guard !isOurs else { return [] }
        let upper = ["maxLength", "maximum", "maxItems", "maxProperties"].filter {
            Self.number(new[$0]) ?? .infinity < Self.number(old[$0]) ?? .infinity
        }
        let lower = ["minLength", "minimum", "minItems"].filter {
            Self.number(new[$0]) ?? -.infinity > Self.number(old[$0]) ?? -.infinity
        }
        let pattern = new["pattern"] == old["pattern"] ? [] : ["pattern"]
        return (upper + lower + pattern).map { "\(path): \($0) is narrower" }
    }

    private static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    private func rules(_ old: JSONValue, _ new: JSONValue, _ path: String) -> [String] {
        let known = old["allOf"]?.elements ?? []
        let isNarrower = !isOurs && (new["allOf"]?.elements ?? []).contains { !known.contains($0) }
        return isNarrower ? ["\(path): has a new rule over its fields"] : []
    }

    private func members(_ old: JSONValue, _ new: JSONValue, _ path: String) -> [String] {
        let (before, after) = (old["properties"]?.members ?? [:], new["properties"]?.members ?? [:])
        let (needed, needs) = (Self.required(old), Self.required(new))
        let weaker = isOurs ? needed.subtracting(needs) : needs.subtracting(needed)
        return before.sorted { $0.key < $1.key }.flatMap { name, node in
            guard let now = after[name] else { return ["\(path).\(name): is gone"] }
            return breaks(from: node, to: now, at: "\(path).\(name)")
        }
            + weaker.filter { after[$0] != nil }.sorted().map {
                "\(path).\($0): \(isOurs ? "may be absent" : "is required") now"
            }
    }

    private static func required(_ node: JSONValue) -> Set<String> {
        Set((node["required"]?.elements ?? []).compactMap(\.text))
    }

    private func elements(_ old: JSONValue, _ new: JSONValue, _ path: String) -> [String] {
        guard let before = old["items"], let after = new["items"] else { return [] }
        return breaks(from: before, to: after, at: "\(path)[]")
    }
}

extension ContractsFolder {
    /// What writing the folder anew would break for programs written against `published`, its files by path. A
    /// published message is never edited (versions page).
    public static func breaks(of published: [String: [UInt8]]) throws -> [String] {
        let known = Set(Catalog.types.map { "messages/\($0)/schema.json" })
        let gone = published.keys.filter { $0.hasSuffix("/schema.json") && !known.contains($0) }.sorted()
            .map { "\($0): the message is gone" }
        return try gone + Catalog.all.flatMap { try breaks(of: $0, in: published) }
    }

    private static func breaks<M: Message>(
        of message: M.Type, in published: [String: [UInt8]]
    ) throws -> [String] {
        let folder = "messages/\(M.type)"
        guard let bytes = published["\(folder)/schema.json"] else { return [] }
        let old = try JSONBody.decoder.decode(JSONValue.self, from: Data(bytes))
        let checker = Compatibility(isOurs: Catalog.origin(of: M.type).isGuiche)
        let examples = published.keys.filter { $0.hasPrefix("\(folder)/examples/") }.sorted().filter { path in
            (try? M.decode(published[path] ?? [])) == nil
        }
        return checker.breaks(from: old, to: Schema.document(of: message), at: M.type.rawValue)
            + examples.map { "\($0): can't be read any more" }
    }
}
