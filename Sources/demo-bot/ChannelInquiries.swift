import Contracts
import Domain
import Identifiers
import Logging
import RabbitMQ
import Synchronization
import Worker

/// Asks the engine, by the public contract, what a customer of a channel would get now.
final class ChannelInquiries: Sendable {
    /// How long an answer is waited for: inside the 60 s that an acknowledged turn has (rule 13).
    static let patience: Duration = .seconds(20)
    /// The pause before listening again after the broker ended it.
    static let pause: Duration = .milliseconds(250)

    private typealias Waiter = CheckedContinuation<Answer.ChannelState?, Never>

    private let topology: Topology
    private let replies: String
    private let consume: Connection
    private let publisher: Publisher
    private let log: Logger
    private let waiting = Mutex<[String: Waiter]>([:])

    init(_ context: WorkerContext, over lines: BrokerLines) {
        topology = context.topology
        replies = context.topology.clientQueue(context.replica)
        consume = lines.consume
        publisher = Publisher(on: lines.publish)
        log = context.log
    }

    /// Listens to the answers until the task is cancelled; every loss is repaired.
    func run() async {
        while !Task.isCancelled {
            do {
                try await consume.connected()
                try await listen()
            } catch {
                guard (error as? RabbitMQError)?.code != .closed, !Task.isCancelled else { return }
                log.warning(
                    "A queue could not be consumed; trying again.",
                    metadata: [LogKey.queue: "\(replies)", LogKey.error: "\(error)"])
            }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
        }
    }

    private func listen() async throws {
        try await consume.declare(QueueDeclaration(replies, exclusive: true, autoDelete: true))
        let consumer = Consumer(on: consume)
        try await consumer.subscribe(to: replies)
        while let batch = try await consumer.next() {
            for delivery in batch.deliveries { take(delivery) }
            consumer.acknowledge(batch)
            if !batch.ended.isEmpty { return }
        }
    }

    /// Anything but the state is a refusal to answer.
    private func take(_ delivery: Delivery) {
        guard let id = delivery.properties.correlationId else { return }
        let isState = delivery.properties.type == Answer.ChannelState.type.rawValue
        settle(id, isState ? try? Answer.ChannelState.decode(delivery.body) : nil)
    }

    private func settle(_ id: String, _ state: Answer.ChannelState?) {
        waiting.withLock { $0.removeValue(forKey: id) }?.resume(returning: state)
    }

    /// Nil if nobody says in time.
    func state(of channel: ChannelID, tenant: TenantID) async -> Answer.ChannelState? {
        var generator = SystemRandomNumberGenerator()
        let id = UniqueID.v7(at: WallClock.now(), random: (generator.next(), generator.next()))
        return await withTaskGroup { group in
            group.addTask { await self.ask(id, Query.ChannelStatus(tenant: tenant, channelId: channel)) }
            group.addTask {
                // Cancelled when the answer came first: then nobody waits any more.
                try? await ContinuousClock().sleep(for: Self.patience)
                self.settle(id, nil)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func ask(_ id: String, _ query: Query.ChannelStatus) async -> Answer.ChannelState? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                waiting.withLock { $0[id] = waiter }
                guard !Task.isCancelled, send(query, id) else { return settle(id, nil) }
            }
        } onCancel: {
            settle(id, nil)
        }
    }

    /// A question that is lost is answered by the patience.
    private func send(_ query: Query.ChannelStatus, _ id: String) -> Bool {
        do {
            let properties = Properties(
                type: query.type.rawValue, messageId: id, correlationId: id, contentType: Envelope.json,
                deliveryMode: .transient, replyTo: replies)
            _ = try publisher.begin(
                [
                    Publication(
                        exchange: topology.queries, routingKey: QueryKey.channels.rawValue, properties: properties,
                        body: try query.encoded())
                ], within: Self.patience)
            return true
        } catch {
            log.error("A question can't be sent.", metadata: [LogKey.type: "\(query.type)", LogKey.error: "\(error)"])
            return false
        }
    }
}
