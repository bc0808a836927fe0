import Domain
import Testing

@testable import Contracts

@Suite struct `A published message` {
    /// A schema with one field `f` and what else is given.
    private func schema(_ field: JSONValue, required: Bool = false, _ more: [String: JSONValue] = [:]) -> JSONValue {
        var members = more
        members["type"] = "object"
        members["properties"] = ["f": field]
        if required { members["required"] = ["f"] }
        return .object(members)
    }

    private func breaks(_ old: JSONValue, _ new: JSONValue, ours: Bool = false) -> [String] {
        Compatibility(isOurs: ours).breaks(from: old, to: new, at: "m")
    }

    private let text: JSONValue = ["type": "string", "maxLength": 10]

    @Test func `may get new fields, wider limits, more words and other descriptions`() {
        let wider: JSONValue = ["type": ["string", "null"], "maxLength": 20, "description": "new"]
        #expect(breaks(schema(text), schema(wider)).isEmpty)
        #expect(breaks(schema(text, required: true), schema(text)).isEmpty)
        #expect(breaks(schema(text), schema(text, required: true), ours: true).isEmpty)
        #expect(breaks(["type": "object"], schema(text)).isEmpty)
        let words: JSONValue = ["type": "string", "enum": ["a"]]
        #expect(breaks(schema(words), schema(["type": "string", "enum": ["a", "b"]])).isEmpty)
    }

    @Test func `never loses a field, its type or a word`() {
        #expect(breaks(schema(text), ["type": "object"]) == ["m.f: is gone"])
        #expect(breaks(schema(text), schema(["type": "integer"])) == ["m.f: has another type"])
        let words: JSONValue = ["type": "string", "enum": ["a", "b"]]
        #expect(breaks(schema(words), schema(["type": "string", "enum": ["a"]])) == ["m.f: no longer knows b"])
        let list: JSONValue = ["type": "array", "items": text]
        #expect(
            breaks(schema(list), schema(["type": "array", "items": ["type": "boolean"]])) == ["m.f[]: has another type"]
        )
        let nullable: JSONValue = ["anyOf": [schema(text), ["type": "null"]]]
        #expect(
            breaks(schema(nullable), schema(["anyOf": [["type": "object"], ["type": "null"]]])) == ["m.f.f: is gone"])
    }

    @Test func `of others is never narrowed, of ours never weakened`() {
        #expect(breaks(schema(text), schema(text, required: true)) == ["m.f: is required now"])
        #expect(breaks(schema(text, required: true), schema(text), ours: true) == ["m.f: may be absent now"])
        #expect(breaks(schema(text), schema(["type": "string", "maxLength": 9])) == ["m.f: maxLength is narrower"])
        #expect(
            breaks(schema(text), schema(["type": "string", "maxLength": 10, "minLength": 1]))
                == ["m.f: minLength is narrower"])
        #expect(
            breaks(schema(text), schema(text, ["allOf": [["required": ["g"]]]])) == [
                "m: has a new rule over its fields"
            ])
    }

    @Test func `is compared with what is in the folder`() throws {
        var published = try ContractsFolder.files()
        #expect(try ContractsFolder.breaks(of: published).isEmpty)
        published["messages/webchat.dance.v1/schema.json"] = Array("{}".utf8)
        published["messages/webchat.session.ended.v1/examples/full.json"] = Array(#"{"tenant":"acme"}"#.utf8)
        #expect(
            try ContractsFolder.breaks(of: published) == [
                "messages/webchat.dance.v1/schema.json: the message is gone",
                "messages/webchat.session.ended.v1/examples/full.json: can't be read any more",
            ])
    }
}
