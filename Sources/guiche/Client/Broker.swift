import Foundation
import RabbitMQ
import Synchronization
import Worker

/// A connection for the time of one command.
enum Broker {
    typealias Log = @Sendable (Connection.Event) -> Void

    /// A command that somebody typed waits no longer than this for a broker that does not listen.
    static let patience: Duration = .seconds(5)

    /// Tells on standard error what the person who typed the command is waiting for; of attempts in a row the first.
    static func tell() -> Log {
        let isTold = Atomic(false)
        return { event in
            switch event {
            case .attemptFailed: if !isTold.exchange(true, ordering: .relaxed) { Terminal.note("\(event)") }
            case .lost, .blocked: Terminal.note("\(event)")
            case .connected: isTold.store(false, ordering: .relaxed)
            case .unblocked, .channelClosed, .watchdogFired, .closed: break
            }
        }
    }

    /// Connects, runs `body` and closes politely; waits for a broker that does not listen yet as long as the settings
    /// say.
    ///
    /// - Throws: what `body` throws, and the broker's refusal as a sentence.
    static func connect<Result: Sendable>(
        _ settings: Settings, name: String, log: @escaping Log = tell(),
        _ body: @escaping @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let connection = Connection(configuration(settings, name), log: log)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await connection.run()
                return nil
            }
            group.addTask {
                do {
                    try await connection.connected()
                    let result = try await body(connection)
                    await connection.close()
                    return result
                } catch let error as RabbitMQError where error.code == .closed {
                    // Why it was closed is what run() throws.
                    return nil
                }
            }
            defer { group.cancelAll() }
            while let ended = try await group.next() {
                if let ended { return ended }
            }
            throw CommandFailure("The connection to the broker was closed.")
        }
    }

    private static func configuration(_ settings: Settings, _ name: String) -> Connection.Configuration {
        var configuration = Connection.Configuration(endpoint: settings.endpoint, name: name)
        configuration.firstConnectPatience = min(settings.connectPatience, patience)
        if let file = settings.authorityFile { configuration.tls.authorityFile = file }
        return configuration
    }
}
