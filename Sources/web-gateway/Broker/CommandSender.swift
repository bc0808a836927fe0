import Contracts
import Identifiers
import Logging
import RabbitMQ
import Worker

/// Publishes what people do, with confirms.
struct CommandSender: Sendable {
    /// How long the broker is waited for; the browser then tries again with the same id.
    static let patience: Duration = .seconds(5)

    private let topology: Topology
    private let user: String
    private let publisher: Publisher
    private let log: Logger

    init(_ context: WorkerContext, over lines: BrokerLines) {
        topology = context.topology
        user = context.settings.endpoint.user
        publisher = Publisher(on: lines.publish)
        log = context.log
    }

    /// Whether the broker has it now, durably. If not, the same again under the same id has no second effect.
    func send(_ message: any Message, to stream: Contracts.Stream, key: String, id: String) async -> Bool {
        await begin(message, to: stream, key: key, id: id)?.outcomes.first == .confirmed
    }

    /// Says something of the gateway's own, in order with everything else, and does not wait for the broker: also in a
    /// task that is being cancelled.
    func announce(_ message: any Message, to stream: Contracts.Stream, key: String) {
        _ = begin(message, to: stream, key: key, id: Self.freshID())
    }

    /// Nil for what can't be written.
    private func begin(
        _ message: any Message, to stream: Contracts.Stream, key: String, id: String
    ) -> PendingOutcomes? {
        var envelope = Envelope.ours(message.type, id: id, at: WallClock.now())
        envelope.appId = "web-gateway"
        envelope.userId = user
        do {
            let publication = Publication(
                exchange: topology.exchange(of: stream), routingKey: key, properties: Properties(envelope),
                body: try message.encoded())
            return try publisher.begin([publication], within: Self.patience)
        } catch {
            log.error(
                "A command can't be put on the wire.",
                metadata: [LogKey.type: "\(message.type)", LogKey.error: "\(error)"])
            return nil
        }
    }

    /// An id for a command of the gateway's own.
    static func freshID() -> String {
        var generator = SystemRandomNumberGenerator()
        return UniqueID.v7(at: WallClock.now(), random: (generator.next(), generator.next()))
    }
}
