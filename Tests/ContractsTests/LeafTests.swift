import Domain
import Foundation
import Identifiers
import Testing

@testable import Contracts

/// Each row: JSON, and whether it is taken. The schema's side of the same table is in `Tests/interop`.
@Suite struct `What others send` {
    private static let head = #""tenant":"acme","channelId":"site","sessionId":"s1","at":"2026-11-22T16:47:12Z""#

    private func judge(_ rest: String) -> String? {
        do {
            _ = try Webchat.MessageSent.decode(Array("{\(Self.head)\(rest)}".utf8))
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `a text is counted in code points, not in bytes or characters`() {
        #expect(judge(#","text":"\#(String(repeating: "😀", count: 4_000))""#) == nil)
        #expect(judge(#","text":"\#(String(repeating: "e\u{301}", count: 2_000))""#) == nil)
        #expect(
            judge(#","text":"\#(String(repeating: "a", count: 5_200))""#)
                == "text: expected at most 4000 characters, got 5200")
        #expect(judge(#","text":"""#) == "text: expected at least 1 characters, got 0")
        #expect(judge(#","text":"a\u0000b""#) == "text: expected a text without U+0000")
    }

    @Test func `something must be said, and an empty list or null is nothing`() {
        let nothing = "expected at least one of text, optionId, attachments"
        #expect(judge("") == nothing)
        #expect(judge(#","text":null"#) == nothing)
        #expect(judge(#","attachments":[]"#) == nothing)
        #expect(judge(#","attachments":[],"text":"oi""#) == nil)
        #expect(judge(#","optionId":"a""#) == nil)
    }

    @Test func `fields nobody knows are ignored`() {
        #expect(judge(#","text":"oi","mood":{"deep":[1,2,3]}"#) == nil)
    }

    @Test(arguments: [
        (#"{"tenant":"a.b"}"#, "tenant: an id is 1 to 64 characters of A-Z a-z 0-9 _ -"),
        (#"{"tenant":7}"#, "tenant: expected a text"),
        (#"{}"#, "tenant: is required"),
        (#"[]"#, "expected an object"),
        (#"{"tenant":"acme""#, "expected a valid JSON object"),
        ("", "a JSON object, got nothing"),
    ]) func `a mistake is told in one sentence that names the field`(body: String, sentence: String) throws {
        #expect {
            try Webchat.MessageSent.decode(Array(body.utf8))
        } throws: {
            "\($0)" == sentence
        }
    }

    @Test func `a word that nobody knows is answered with those that are known`() {
        let body = #"{\#(Self.head),"reason":"bored"}"#
        #expect(throws: ContractError(path: "reason", expected: "expected one of left, closed")) {
            try Webchat.SessionEnded.decode(Array(body.utf8))
        }
    }

    @Test func `the path leads into lists`() {
        let body = #"{\#(Self.head),"attachments":[{"url":"u","name":"n","contentType":"c","size":-1}]}"#
        #expect(
            throws: ContractError(
                path: "attachments[0].size", expected: "expected a whole number from 0 to 9007199254740991, got -1")
        ) { try Webchat.MessageSent.decode(Array(body.utf8)) }
    }

    @Test(arguments: [
        String(repeating: "[", count: 60_000), #"{"a":"# + String(repeating: "{\"a\":", count: 5_000),
        #"{"tenant":1e999}"#, #"{"tenant":"\ud800"}"#, #"{"at":NaN}"#, "\u{FEFF}{}", "null", "7", "\"x\"", "{\"a\":01}",
    ]) func `odd JSON is refused and nothing else happens`(body: String) {
        #expect(throws: ContractError.self) { try Webchat.MessageSent.decode(Array(body.utf8)) }
    }

    @Test func `what is not UTF-8 is refused`() {
        for body: [UInt8] in [
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0x7B, 0x22, 0xC3, 0x22, 0x7D], [0x7B, 0x00, 0x7D],
        ] {
            #expect(throws: ContractError.self) { try Webchat.MessageSent.decode(body) }
        }
    }

    @Test func `both targets of a transfer are one too many, none is too few`() {
        let head = #""tenant":"acme","agentId":"ana","at":"2026-11-22T16:47:12Z","conversationId":"c""#
        func judge(_ rest: String) -> String? {
            do {
                _ = try FromAgent.TransferRequested.decode(Array("{\(head)\(rest)}".utf8))
                return nil
            } catch {
                return error.description
            }
        }
        #expect(judge(#","queueId":"q""#) == nil)
        #expect(judge("") == "expected at least one of queueId, toAgentId")
        #expect(judge(#","queueId":"q","toAgentId":"bia""#) == "expected queueId or toAgentId, not both")
    }
}

@Suite struct `Instants on the wire` {
    @Test(arguments: [
        ("2026-11-22T13:47:12.3456-03:00", "2026-11-22T16:47:12.345Z"),
        ("2024-02-29t00:00:00z", "2024-02-29T00:00:00.000Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"), ("2026-11-22T23:59:60Z", "2026-11-23T00:00:00.000Z"),
    ]) func `are read with any offset and written in UTC with milliseconds`(text: String, written: String) throws {
        let wire = try JSONDecoder().decode(Timestamp.self, from: Data("\"\(text)\"".utf8))
        #expect(wire.instant.rfc3339 == written)
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22 16:47:12Z", "2026-11-22T16:47:12",
        "2026-11-22T16:47:12.Z", "2026-11-22T16:47:12Z\n", "",
    ]) func `that do not exist are refused`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }
}
