import Foundation
import Identifiers
import Testing

@testable import Contracts

@Suite struct `Bundles` {
    private func entry(_ number: Int, body: String = #"{"a":1}"#) -> Contracts.Bundle.Entry {
        .init(
            head: Head(
                type: "webchat.message.sent.v1", id: "id \"\(number)\" \\ \n ü", tenant: TenantID("acme"), key: "k",
                sender: Sender(kind: .session, id: "s1"), at: Instant(milliseconds: 1_795_366_032_345),
                trace: "00-trace", audience: ["agent.acme.ana", "queue.acme.q"]),
            body: Array(body.utf8))
    }

    @Test func `go round unchanged and in order`() throws {
        let entries =
            (0..<300).map { entry($0) } + [
                .init(head: Head(type: "t", id: "", key: "", at: Instant(milliseconds: -1)), body: [])
            ]
        let bodies = Contracts.Bundle.encode(entries)
        #expect(bodies.count == 1)
        #expect(try bodies.flatMap(Contracts.Bundle.decode).map { try $0.get() } == entries)
    }

    @Test func `white space of others between tokens does not break the lines`() throws {
        let bodies = Contracts.Bundle.encode([entry(1, body: "{\n\"a\":\r\n1}"), entry(2)])
        let read = try bodies.flatMap(Contracts.Bundle.decode).map { try $0.get() }
        #expect(read.map { String(decoding: $0.body, as: UTF8.self) } == ["{ \"a\":  1}", #"{"a":1}"#])
    }

    @Test func `are split before they grow too large, and a giant goes alone`() throws {
        let large = #"{"a":""# + String(repeating: "x", count: 100_000) + #""}"#
        let giant = #"{"a":""# + String(repeating: "x", count: 300_000) + #""}"#
        let entries = [
            entry(1, body: large), entry(2, body: large), entry(3, body: large), entry(4, body: giant), entry(5),
        ]
        let bodies = Contracts.Bundle.encode(entries)
        #expect(bodies.map { Contracts.Bundle.decode($0).count } == [2, 1, 1, 1])
        #expect(try bodies.flatMap(Contracts.Bundle.decode).map { try $0.get() } == entries)
        #expect(Contracts.Bundle.encode([]).isEmpty)
    }

    @Test func `one unreadable entry does not spoil its neighbours`() {
        var body = Contracts.Bundle.encode([entry(1)])[0]
        body += Array("{not json\n{}\n".utf8)
        body += Contracts.Bundle.encode([entry(2)])[0]
        body += Array("{\"type\":\"lonely\"}".utf8)
        let read = Contracts.Bundle.decode(body)
        #expect(read.map { if case .success = $0 { true } else { false } } == [true, false, true, false])
        let left = read.compactMap {
            if case .failure(let why) = $0 { String(decoding: why.lines, as: UTF8.self) } else { nil }
        }
        #expect(left == ["{not json\n{}\n", "{\"type\":\"lonely\"}\n"], "what is left can be sent again alone")
    }

    @Test func `their origin is in the headers`() {
        let origin = BundleOrigin(source: "router/conversation/3", number: 42)
        #expect(BundleOrigin(origin.headers) == origin)
        #expect(BundleOrigin([:]) == nil)
    }

    @Test(arguments: [
        Head(type: "t.v1", id: "1", key: "k", at: Instant(milliseconds: 5)),
        Head(type: "t.v1", id: "", tenant: TenantID("acme"), key: "é", at: Instant(milliseconds: -5), audience: []),
        Head(
            type: "t.v1", id: "1", key: "k", sender: Sender(kind: .bot, id: "b"), at: Instant(milliseconds: 0),
            trace: "00-a", audience: ["a", "b"]),
    ]) func `have heads that both readers read alike`(head: Head) throws {
        var line: [UInt8] = []
        head.write(into: &line)
        #expect(HeadReader.read(line[...]) == head)
        #expect(try JSONDecoder().decode(Head.self, from: Data(line)) == head)
        #expect(HeadReader.read(line.dropLast()) == nil)
    }

    @Test func `of a later version have heads that are still read`() throws {
        let line = #"{"type":"t.v1","id":"1","key":"k","at":5,"more":{"a":[1]}}"#
        let read = try Contracts.Bundle.decode(Array("\(line)\n{}\n".utf8)).map { try $0.get() }
        #expect(read.map(\.head) == [Head(type: "t.v1", id: "1", key: "k", at: Instant(milliseconds: 5))])
    }
}
