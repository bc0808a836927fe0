import RabbitMQ
import Synchronization

/// A program's two connections: while the broker has an alarm it stops reading from the one that publishes, and
/// acknowledgements must not wait with it (broker facts page).
public struct BrokerLines: Sendable {
    public let consume: Connection
    public let publish: Connection
    private let start = Start()

    /// Whether what the program needs of the broker is still being looked at.
    private final class Start: Sendable {
        let isOver = Atomic(false)
    }

    init(_ context: WorkerContext) {
        consume = Self.connection("consume", context, start)
        publish = Self.connection("publish", context, start)
    }

    /// To be called when the topology is verified: from then on every refusal is a fault.
    func isVerified() { start.isOver.store(true, ordering: .relaxed) }

    /// True while neither is broken.
    var areConnected: Bool { consume.state != .disconnected && publish.state != .disconnected }

    /// Keeps both connections while `body` runs, and closes them after it.
    ///
    /// - Throws: what `body` throws, or why a connection could not be made.
    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: End.self) { group in
            for line in [consume, publish] {
                group.addTask {
                    try await line.run()
                    return .decided
                }
            }
            group.addTask { try await work(body) }
            // The first to end decides: `body` ends by itself only when everything is done.
            defer { group.cancelAll() }
            while try await group.next() == .connectionClosed {}
            await consume.close()
            await publish.close()
        }
    }

    private enum End: Sendable {
        case decided
        /// What closed it is what the connection's own end tells.
        case connectionClosed
    }

    private func work(_ body: @Sendable () async throws -> Void) async throws -> End {
        do {
            try await consume.connected()
            try await publish.connected()
            try await body()
            return .decided
        } catch let error as RabbitMQError where error.code == .closed {
            return .connectionClosed
        }
    }

    private static func connection(_ purpose: String, _ context: WorkerContext, _ start: Start) -> Connection {
        var configuration = Connection.Configuration(
            endpoint: context.settings.endpoint, name: "\(context.replica) \(purpose)")
        configuration.firstConnectPatience = context.settings.connectPatience
        if let file = context.settings.authorityFile { configuration.tls.authorityFile = file }
        return Connection(configuration) { [log = context.log] event in
            switch event {
            case .connected, .unblocked, .closed: log.info("\(event)")
            // Asking for what may be missing is part of every start; whoever asked says what it means.
            case .channelClosed(let error) where error.code == .notFound: log.debug("\(event)")
            // So is trying to compare what only the operator's user may declare.
            case .channelClosed(let error) where error.code == .accessRefused && !start.isOver.load(ordering: .relaxed):
                log.debug("\(event)")
            case .attemptFailed, .lost, .blocked, .channelClosed, .watchdogFired: log.warning("\(event)")
            }
        }
    }
}
