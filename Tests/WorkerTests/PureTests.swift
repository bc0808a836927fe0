import Contracts
import Storage
import Testing

@testable import RabbitMQ
@testable import Worker

struct PureTests {
    @Test func `promises are forgotten from the front, whatever order they end in`() {
        var promises = Promises(after: 10)
        promises.promise(upTo: 13)
        promises.done(12)
        #expect(promises.floor == 10)
        promises.done(11)
        #expect(promises.floor == 12)
        #expect(promises.isUntidy)
        promises.forgot(upTo: 12)
        #expect(!promises.isUntidy)
        promises.done(99)
        promises.done(13)
        #expect(promises.isEmpty)
    }

    @Test func `an envelope comes back from its packed text`() {
        let envelope = Envelope(
            type: "a.b.v1", messageId: "5:x-", correlationId: nil, timestamp: 7, appId: "", replyTo: "ção 🙂",
            headers: [
                "n": .integer(-3), "s": .string("1:2:3"), "b": .boolean(true),
                "a": .array([.string("x.y"), .string("-")]),
            ])
        #expect(Envelope(packed: envelope.packed) == envelope)
    }

    @Test func `what was no text still fits where it came from`() throws {
        let repaired = String(repeating: "\u{FFFD}", count: 255)
        let read = Envelope(Properties(type: repaired, messageId: repaired, correlationId: repaired, replyTo: repaired))
        #expect(read.messageId == String(repeating: "\u{FFFD}", count: 85))
        try Properties(read).validate()
        #expect(Envelope(Properties(messageId: String(repeating: "x", count: 255))).messageId?.count == 255)
    }

    @Test func `no wave has two bundles of the same lane`() {
        func parcel(_ number: Int64, to queue: String, from source: Int) -> Parcel {
            Parcel(
                kind: .bundle, source: Partition(stream: "desk", number: source), epoch: 1, number: number,
                publication: .init(exchange: "x", routingKey: queue, body: []))
        }
        let waves = Courier.waves([
            parcel(1, to: "a", from: 0), parcel(2, to: "a", from: 0), parcel(3, to: "b", from: 0),
            parcel(1, to: "a", from: 1),
        ])
        #expect(waves.map { $0.map(\.number) } == [[1, 3, 1], [2]])
    }

    @Test func `a crash point that does not exist is refused with the ones that do`() {
        #expect(throws: SettingsError.self) { try CrashPoint.arm("nowhere:1") }
        #expect(throws: SettingsError.self) { try CrashPoint.arm("after_commit:0") }
        #expect(throws: SettingsError.self) { try CrashPoint.arm("handling") }
    }

    @Test func `settings say which variable is wrong`() throws {
        let fine = try Settings(environment: ["GUICHE_PARTITIONS": "4", "GUICHE_AMQP_URL": "amqp://u:p@h:1/"])
        #expect(fine.topology.partitions == 4)
        #expect(fine.endpoint.host == "h")
        #expect(throws: SettingsError("GUICHE_OPS_PORT", "must be a whole number from 0 to 65535, not \"x\"")) {
            try Settings(environment: ["GUICHE_OPS_PORT": "x"])
        }
    }
}
