import RabbitMQ

/// A program's two connections: while the broker has an alarm it stops reading from the one that publishes, and
/// acknowledgements must not wait with it (broker facts page).
public struct BrokerLines: Sendable {
    public let consume: Connection
    public let publish: Connection

    init(_ context: WorkerContext) {
        consume = Self.connection("consume", context)
        publish = Self.connection("publish", context)
    }

    /// True while neither is broken.
    var areConnected: Bool { consume.state != .disconnected && publish.state != .disconnected }

    /// Keeps both connections while `body` runs, and closes them after it.
    ///
    /// - Throws: what `body` throws, or why a connection could not be made.
    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await consume.run() }
            group.addTask { try await publish.run() }
            group.addTask {
                try await consume.connected()
                try await publish.connected()
                try await body()
            }
            // The first to end decides: `body` ends by itself only when everything is done.
            defer { group.cancelAll() }
            try await group.next()
            await consume.close()
            await publish.close()
        }
    }

    private static func connection(_ purpose: String, _ context: WorkerContext) -> Connection {
        var configuration = Connection.Configuration(
            endpoint: context.settings.endpoint, name: "\(context.replica) \(purpose)")
        configuration.firstConnectPatience = context.settings.connectPatience
        if let file = context.settings.authorityFile { configuration.tls.authorityFile = file }
        return Connection(configuration) { [log = context.log] event in
            switch event {
            case .connected, .unblocked, .closed: log.info("\(event)")
            // Asking for what may be missing is part of every start; whoever asked says what it means.
            case .channelClosed(let error) where error.code == .notFound: log.debug("\(event)")
            case .attemptFailed, .lost, .blocked, .channelClosed, .watchdogFired: log.warning("\(event)")
            }
        }
    }
}
