import AsyncAlgorithms
import Contracts
import Domain
import Identifiers
import Logging
import RabbitMQ
import Worker

/// Everything one browser tab of an agent or a supervisor is told, from a queue of its own: an event does not say whom
/// of several people it is for, the queue it came through does. An agent's login lives as long as his streams.
struct PersonStream: Sendable {
    /// The most streams of people in one replica: each has a channel of the one connection, which has 2,047.
    static let most = 1_000
    /// Messages of one stream under way to its browser.
    static let prefetch = 100
    /// The most events that wait for one slow browser; the oldest go. A browser that has been that slow is cut off
    /// long before.
    static let queueLimit: Int64 = 10_000
    /// A heartbeat at every second tick keeps the shortest usual lease of 30 s alive (contract page).
    static let ticksBetweenHeartbeats = 2

    let account: Account
    let context: WorkerContext
    let lines: BrokerLines
    let sender: CommandSender
    /// Whether the tab goes on with a login that it knew: then a lease that has just run out is resumed (rule 10). One
    /// that was just opened does not.
    let resumes: Bool
    /// Whether the person is still signed in.
    let isSignedIn: @Sendable () async -> Bool

    private enum Moment: Sendable {
        case batch(Batch)
        /// The consumer has ended.
        case lost
        case tick(Int)
    }

    /// Ends when the broker is lost, the session is over or the browser has gone.
    func run(_ write: (Frame?) async throws -> Void) async throws {
        let consumer = Consumer(on: lines.consume, prefetch: Self.prefetch, maximumBatch: Self.prefetch)
        defer { consumer.close() }
        try await subscribe(consumer)
        var lease = AgentLease()
        if account.kind == .agent {
            if resumes { await renew(&lease) }
            try await sync()
        }
        let moments = chain(Self.batches(of: consumer).map(Moment.batch), [Moment.lost].async)
        for await moment in merge(moments, Ticks().map(Moment.tick)) {
            switch moment {
            case .lost: return
            case .batch(let batch):
                for delivery in batch.deliveries {
                    guard let frame = Frame(delivery), !lease.isAbout(frame) else { continue }
                    lease.saw(frame)
                    try await write(frame)
                }
                consumer.acknowledge(batch)
                if !batch.ended.isEmpty { return }
            case .tick(let number):
                guard await isSignedIn() else { return }
                try await write(nil)
                if lease.isHeld, number % Self.ticksBetweenHeartbeats == 1 { await renew(&lease) }
            }
        }
    }

    private static func batches(of consumer: Consumer) -> AsyncStream<Batch> {
        AsyncStream { try? await consumer.next() }
    }

    private func subscribe(_ consumer: Consumer) async throws {
        let queue = context.topology.clientQueue("\(context.replica)-\(CommandSender.freshID())")
        try await lines.consume.declare(
            QueueDeclaration(
                queue, exclusive: true, autoDelete: true,
                arguments: ["x-max-length": .integer(Self.queueLimit), "x-overflow": "drop-head"]))
        for key in bindings {
            try await lines.consume.bind(queue: queue, to: context.topology.events, routingKey: key)
        }
        try await consumer.subscribe(to: queue)
    }

    private var bindings: [String] {
        switch account.kind {
        case .agent: ["agent.\(account.tenant).\(account.id).#"]
        case .supervisor: ["queue.\(account.tenant).#", "supervisor.\(account.tenant).\(account.id).#"]
        }
    }

    private func sync() async throws {
        let message = FromAgent.SyncRequested(
            tenant: account.tenant, agentId: AgentID(trusted: account.id), at: WallClock.now())
        guard await sender.send(message, to: .agents, key: account.id, id: CommandSender.freshID()) else {
            throw Refusal.unavailable
        }
    }

    /// One that is lost is followed by the next.
    private func renew(_ lease: inout AgentLease) async {
        let id = CommandSender.freshID()
        lease.renewed(by: id)
        let message = FromAgent.Heartbeat(
            tenant: account.tenant, agentId: AgentID(trusted: account.id), at: WallClock.now())
        _ = await sender.send(message, to: .agents, key: account.id, id: id)
    }
}

extension Frame {
    /// Nil for what has no type.
    fileprivate init?(_ delivery: Delivery) {
        guard let type = delivery.properties.type else { return nil }
        self.init(type: MessageType(type), seq: nil, body: delivery.body)
    }
}
