import Foundation
import RabbitMQ
import Testing

/// Broker facts page: "a watchdog that shuts the socket down".
@Suite(.timeLimit(.minutes(1))) struct `When the connection's thread is stuck` {
    @Test func `its socket is shut down, and the connection comes back`() async throws {
        let journal = Journal()
        // The log runs on the connection's thread: holding it up is what being stuck in the library looks like.
        let stick: @Sendable (Connection.Event) -> Void = { event in
            guard case .connected = event, journal.count("Connected to") == 1 else { return }
            usleep(6_000_000)
        }
        try await withConnection(journal: journal, log: stick) { connection in
            try await eventually("the watchdog") { journal.contains("its socket was shut down") }
            try await eventually("connected again") { journal.count("Connected to") >= 2 }
            try await connection.connected()
            try await withQueue(connection) { queue in
                let outcome = try await Publisher(on: connection).publish([Publication(to: queue, "after")])
                #expect(outcome == [.confirmed])
            }
        }
    }
}
