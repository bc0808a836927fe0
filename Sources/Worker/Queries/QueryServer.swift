import Contracts
import Domain
import Logging
import Metrics
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
        do {
            guard let replyTo = request.replyTo else { return try await send(deadLetter(request)) }
            try await send(publication(of: try await answer(request, handler), to: replyTo, because: request))
        } catch {
            log.warning("An answer could not be sent.", metadata: [LogKey.error: "\(error)"])
        }
    }

    private func answer(_ request: QueryRequest, _ handler: QueryHandler) async throws -> QueryAnswer {
        do {
            try request.check()
            return try await handler.answer(request)
        } catch {
            if !(error is QueryRefusal) {
                log.error(
                    "A query failed.", metadata: [LogKey.type: "\(request.type)", LogKey.error: "\(error)"])
            }
            let refusal = QueryRefusal(error)
            Counter(label: "guiche_rejected_total", dimensions: [("code", refusal.code.rawValue)]).increment()
            return try refusal.answer(to: request, at: WallClock.now())
        }
    }

    private func publication(of answer: QueryAnswer, to queue: String, because request: QueryRequest) -> Publication {
        let now = WallClock.now()
        var generator = SystemRandomNumberGenerator()
        var envelope = Envelope.ours(
            MessageType(answer.type), id: UniqueID.v7(at: now, random: (generator.next(), generator.next())), at: now,
            correlation: request.envelope.correlationId, trace: request.envelope.trace)
        envelope.persistent = false
        return direct(queue, envelope, answer.body)
    }

    /// What becomes of a query nobody can be answered to.
    private func deadLetter(_ request: QueryRequest) -> Publication {
        let letter = DeadLetter(
            reason: RejectionCode.invalidContract.rawValue, detail: "reply-to: is required",
            envelope: request.envelope, body: request.body, exchange: topology.queries,
            routingKey: request.routingKey, at: WallClock.now())
        Counter(label: "guiche_dead_letters_total", dimensions: [("reason", letter.reason)]).increment()
        return direct(topology.deadLetters, letter.envelope, letter.body)
    }

    private func direct(_ queue: String, _ envelope: Envelope, _ body: [UInt8]) -> Publication {
        Publication(exchange: "", routingKey: queue, mandatory: false, properties: Properties(envelope), body: body)
    }

    private func send(_ publication: Publication) async throws {
        _ = try await publisher.publish([publication], within: Self.patience)
    }
}
