import Contracts
import Logging
import RabbitMQ
import Storage

/// Takes what the broker has, handles it, sends what came of it, acknowledges. One for each worker, over all its
/// streams and partitions; all of it lives on ``LoopThread``.
@LoopThread
final class DeliveryLoop {
    /// From this many deliveries on there is a backlog, and the next batch's transaction overlaps the confirms of
    /// the last; below, overlapping only costs latency (broker facts page).
    static let overlapFrom = 64
    /// Deliveries of one partition that may be here unacknowledged: of a door, which has 16 partitions and messages of
    /// at most 64 KiB, 64 MiB in all.
    static let prefetch = 64
    /// The pauses while the store can't be written.
    static let firstPause: Duration = .milliseconds(100)
    static let longestPause: Duration = .seconds(2)

    let parts: LoopParts
    let holdings = Holdings()
    let consumer: Consumer
    let consume: Connection
    let courier: Courier
    let events: EventCourier
    let steward: Steward
    let alarmed = Signal()
    let suspected = Signal()
    var suspicion = Suspicion()
    var cell = Cell<Portion>()
    var isStoreWorking = true

    init(_ parts: LoopParts, consume: Connection, publish: Connection, streams: [Contracts.Stream]) {
        self.parts = parts
        self.consume = consume
        let consumer = Consumer(on: consume, prefetch: Self.prefetch)
        let holdings = self.holdings
        let steward = Steward(
            parts, consumer: consumer, publisher: Publisher(on: publish), holdings: holdings, streams: streams)
        let refused: @LoopThread (Partition) -> Void = { steward.refused($0) }
        courier = Courier(
            Post(parts, publisher: Publisher(on: publish), holdings: holdings, refused: refused),
            metrics: parts.metrics
        ) { flight in
            if flight.isOutOfOrder {
                consumer.acknowledge(flight.deliveries)
            } else {
                consumer.acknowledge(Batch(deliveries: flight.deliveries))
            }
        }
        events = EventCourier(
            Post(parts, publisher: Publisher(on: publish), holdings: holdings, refused: refused))
        self.consumer = consumer
        self.steward = steward
        steward.finish = { [weak self] in await self?.finish() }
        steward.tidy = { [weak self] in await self?.tidy() }
    }

    /// Handles batches until the task is cancelled or the consumer is closed. What is under way then is finished.
    func deliver() async throws {
        while !Task.isCancelled, let batch = try await next() {
            for (subscription, reason) in batch.ended { steward.ended(subscription, reason) }
            guard !batch.deliveries.isEmpty else { continue }
            CrashPoint.batchTaken.passed()
            parts.metrics.taken(
                batch.deliveries.count, redelivered: batch.deliveries.reduce(0) { $0 + ($1.redelivered ? 1 : 0) })
            await handle(batch.deliveries)
            await courier.room(batch.deliveries.count >= Self.overlapFrom ? 1 : 0)
            await events.room()
        }
    }

    /// Waits until everything committed is confirmed and acknowledged; for the public copies a moment only.
    func finish() async {
        await courier.room(0)
        await events.flush(until: .now + .seconds(1))
        await tidy()
    }

    private func next() async throws -> Batch? {
        do {
            return try await consumer.next()
        } catch  where error.code == .cancelled {
            return nil
        }
    }

    private func handle(_ deliveries: [Delivery]) async {
        await take(deliveries)
        let portions = await watch(passing(deliveries.compactMap { unpack($0) }))
        var run: [Portion] = []
        for portion in portions {
            // A delivery that may have ended the program gets transactions of its own.
            if portion.isSuspect {
                await round(run)
                run = []
                for part in await begin(portion) { await round([part]) }
            } else {
                run.append(portion)
            }
        }
        await round(run)
    }

    private func begin(_ suspect: Portion) async -> [Portion] {
        var left: [Portion] = []
        await persist { [parts] in
            left = try Watch(parts).begin(suspect)
        }
        return left
    }

    private func unpack(_ delivery: Delivery) -> Portion? {
        guard let holding = holdings.holding(of: delivery.subscription), !holding.isLeaving else { return nil }
        let unpacking = Unpacking(
            stream: holding.stream, partition: holding.partition.number, now: WallClock.now())
        let unpacked = unpacking.unpack(delivery)
        return Portion(holding: holding, unpacked: unpacked, range: 0..<unpacked.messages.count)
    }

    private func take(_ deliveries: [Delivery]) async {
        var fresh: [Partition: Holding] = [:]
        for delivery in deliveries {
            guard let holding = holdings.holding(of: delivery.subscription), !holding.isLeaving else { continue }
            if !holding.isHeld { fresh[holding.partition] = holding }
        }
        guard !fresh.isEmpty else { return }
        let taken = fresh.values.sorted { $0.partition < $1.partition }
        await commit { try $0.take(taken) }
        CrashPoint.partitionTaken.passed()
        for holding in taken {
            holding.isHeld = true
            steward.holds(holding.partition)
        }
        alarmed.set()
    }

    private func watch(_ all: [Portion]) async -> [Portion] {
        guard parts.store != nil, all.contains(where: { $0.unpacked.delivery.redelivered }) else { return all }
        var watched: [Portion] = []
        await persist { [parts] in
            watched = try Watch(parts).look(at: all)
        }
        return watched.isEmpty ? all : watched
    }

    func round(_ portions: [Portion]) async {
        let current = portions.filter {
            holdings.known($0.holding.subscription) === $0.holding && !$0.holding.isLeaving
        }
        guard !current.isEmpty else { return }
        let start = ContinuousClock.now
        await commit { try $0.run(current) }
        parts.metrics.committed(in: ContinuousClock.now - start)
    }
}
