import Domain
import Identifiers

/// Parts of the full examples that are made and not written down, because they have to agree with each other.
enum ExampleDocuments {
    static func document(type: String, name: String) -> JSONValue? {
        switch (type, name) {
        case ("conversation.snapshot.v1", "body"): Examples.body(of: Event.ConversationFinished.self, .full)
        case ("protocol.document.v1", "transcript"): transcript
        default: nil
        }
    }

    /// Two lines whose chain verifies.
    private static var transcript: JSONValue {
        var previous = TranscriptLine.firstPreviousHash
        let notice = line(
            1, seq: 1, by: .system, "Seu protocolo é 20261122000000423.", salt: "9f86d081884c7d659a2feaa0c55ad015",
            after: &previous)
        let answer = line(
            2, seq: 6, by: Speaker(kind: .agent, id: "ana", name: "Ana Souza"), "Bom dia, Maria. Já envio o boleto.",
            salt: "0c9e2b7d1a5f48c3b6d70e914f23a85c", messageId: "019ab0c2-7f20-7e5f-8a9b-1c2d3e4f5a6b",
            after: &previous)
        return [notice, answer]
    }

    private static func line(
        _ number: Int, seq: Int64, by speaker: Speaker, _ text: String, salt: String, messageId: String? = nil,
        after previous: inout String
    ) -> JSONValue {
        let at = Timestamp.sample.instant
        let textHash = HashChain.textHash(salt: salt, text: text) ?? ""
        let line = TranscriptLine(line: number, at: at, from: speaker)
        previous = HashChain.hash(after: previous, line, textHash: textHash)
        var from: [String: JSONValue] = ["kind": .string(speaker.kind.rawValue)]
        if let id = speaker.id { from["id"] = .string(id) }
        if let name = speaker.name { from["name"] = .string(name) }
        var members: [String: JSONValue] = [
            "line": .integer(Int64(number)), "seq": .integer(seq), "at": .string(at.rfc3339), "from": .object(from),
            "text": .string(text), "salt": .string(salt), "textHash": .string(textHash), "hash": .string(previous),
        ]
        if let messageId { members["messageId"] = .string(messageId) }
        return .object(members)
    }
}
