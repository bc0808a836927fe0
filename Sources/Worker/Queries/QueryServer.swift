import Contracts
import Foundation
import Logging
import RabbitMQ

/// Answers queries: competing consumers on each key's queue, no order, a bounded number at once. A query is
/// acknowledged when it is taken: whoever asked asks again, and a bad one never ends the server.
struct QueryServer: Sendable {
    /// Queries answered at once by one replica.
    static let limit = 8
    /// How long an answer may take on its way to the broker.
    static let patience: Duration = .seconds(5)
    /// The pause before consuming again after the broker ended it.
    static let pause: Duration = .milliseconds(250)

    let topology: Topology
    let handlers: [QueryHandler]
    let consume: Connection
    let publisher: Publisher
    let log: Logger

    /// The server's lifetime; every loss is repaired. Ends when the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                try await consume.connected()
                try await serve()
            } catch {
                guard (error as? RabbitMQError)?.code != .closed, !Task.isCancelled else { return }
                log.warning("Queries can't be consumed; trying again.", metadata: [LogKey.error: "\(error)"])
            }
            // Cancelled while pausing: the head of the loop sees it.
            try? await ContinuousClock().sleep(for: Self.pause)
        }
    }

    private func serve() async throws {
        let consumer = Consumer(on: consume, prefetch: Self.limit, maximumBatch: Self.limit)
        var byQueue: [String: QueryHandler] = [:]
        for handler in handlers { byQueue[topology.queryQueue(handler.key)] = handler }
        for queue in byQueue.keys { try await consumer.subscribe(to: queue) }
        while let batch = try await consumer.next() {
            consumer.acknowledge(batch)
            await withTaskGroup { group in
                for delivery in batch.deliveries {
                    guard let handler = byQueue[delivery.queue] else { continue }
                    group.addTask { await answer(delivery, handler) }
                }
            }
            if !batch.ended.isEmpty { return }
        }
    }

    private func answer(_ delivery: Delivery, _ handler: QueryHandler) async {
        let request = QueryRequest(
            routingKey: delivery.routingKey, envelope: Envelope(delivery.properties), body: delivery.body)
        guard let replyTo = request.envelope.replyTo else { return }
        let answer = await answer(request, handler)
        let now = WallClock.now()
        var generator = SystemRandomNumberGenerator()
        let id = UniqueID.v7(at: now, random: (generator.next(), generator.next()))
        var envelope = Envelope.ours(
            MessageType(answer.type), id: id, at: now, correlation: request.envelope.correlationId,
            trace: request.envelope.trace)
        envelope.persistent = false
        let publication = Publication(
            exchange: "", routingKey: replyTo, mandatory: false, properties: Properties(envelope), body: answer.body)
        do {
            _ = try await publisher.publish([publication], within: Self.patience)
        } catch {
            log.warning("An answer could not be sent.", metadata: [LogKey.error: "\(error)"])
        }
    }

    private func answer(_ request: QueryRequest, _ handler: QueryHandler) async -> QueryAnswer {
        do {
            return try await handler.answer(request)
        } catch {
            log.error(
                "A query failed.", metadata: [LogKey.type: "\(request.type)", LogKey.error: "\(error)"])
            return Self.unavailable(request)
        }
    }

    /// The contract's rejection with the code `unavailable`: asking again may help.
    private static func unavailable(_ request: QueryRequest) -> QueryAnswer {
        struct Rejected: Encodable {
            let tenant: String
            let commandId: String
            let commandType: String
            let code = "unavailable"
            let message = "The query can't be answered now; ask again."
            let at: String
        }
        struct Asked: Decodable { let tenant: String? }
        let asked = try? JSONDecoder().decode(Asked.self, from: Data(request.body))
        let rejected = Rejected(
            tenant: asked?.tenant ?? "unknown", commandId: request.messageId, commandType: request.type,
            at: WallClock.now().rfc3339)
        let body = (try? JSONEncoder().encode(rejected)).map { [UInt8]($0) } ?? []
        return QueryAnswer(type: "command.rejected.v1", body: body)
    }
}
