import Contracts
import Identifiers
import Storage
import Synchronization

@testable import Worker

/// A handler with two streams: what comes on `conversation` is written down and sent on to `record`; what comes there
/// is written down, too. Bodies are JSON strings; some ask for trouble.
final class Toy: Handler {
    static let migrations = [
        Migration(
            "toy-1",
            """
            CREATE TABLE seen (
                position INTEGER PRIMARY KEY, stream TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
                replica TEXT NOT NULL
            ) STRICT
            """)
    ]

    struct Failure: Error {}

    let replica: String
    let trouble: Trouble

    init(replica: String, trouble: Trouble) {
        self.replica = replica
        self.trouble = trouble
    }

    func take(_ stream: Contracts.Stream, _ partition: Int, in work: Work) throws { trouble.note("take") }
    func rollBack(_ message: Inbound) { trouble.note("rollBack") }

    func parked(_ message: Inbound, because error: any Error, in work: Work) throws { trouble.note("parked") }
    func unparked(_ message: Inbound, in work: Work) throws { trouble.note("unparked") }

    func handle(_ message: Inbound, in work: Work) throws {
        let text = message.timer.map { "timer:\($0.kind):\($0.token)" } ?? String(decoding: message.body, as: UTF8.self)
        try work.transaction().run(
            "INSERT INTO seen (stream, key, body, replica) VALUES (?, ?, ?, ?)",
            [message.stream.rawValue, message.head.key, text, replica])
        if message.stream == .conversation, message.timer == nil {
            work.send(message.head, message.body, to: .record, key: message.head.key)
            work.publish(
                PublicEvent(
                    routingKeys: ["customer.acme.site.\(message.head.key)", "conversation.acme.\(message.head.key)"],
                    type: "toy.v1", messageId: message.head.id, correlationId: nil, at: work.now, body: message.body))
        }
        if text == "\"timer\"" {
            try work.setTimer("toy", key: message.head.key, at: work.now + .milliseconds(300), token: "t")
        }
        // After everything was written and sent: all of it has to be undone.
        if text.contains("fail"), trouble.shouldFail() { throw Failure() }
    }
}

/// What a test asks the toy to do wrong, and what it saw.
final class Trouble: Sendable {
    private let failures: Mutex<Int>
    private let notes = Mutex<[String: Int]>([:])

    init(failures: Int = 0) { self.failures = Mutex(failures) }

    func shouldFail() -> Bool {
        failures.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
    }

    func note(_ what: String) { notes.withLock { $0[what, default: 0] += 1 } }
    func count(_ what: String) -> Int { notes.withLock { $0[what, default: 0] } }
}
