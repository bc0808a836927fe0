import Contracts
import RabbitMQ

/// The delivery loop's lifetime: starts its parts, and at the end stops them in the order in which nothing is lost.
@LoopThread
final class LoopOwner {
    private let loop: DeliveryLoop
    private nonisolated let stopping = Signal()

    private init(_ loop: DeliveryLoop) { self.loop = loop }

    /// Makes handler and loop on their thread.
    static func make(
        _ context: WorkerContext, _ handler: @Sendable (WorkerContext) throws -> any Handler,
        _ streams: [Contracts.Stream], _ consume: Connection, _ publish: Connection
    ) throws -> LoopOwner {
        let parts = LoopParts(context, handler: try handler(context))
        return LoopOwner(DeliveryLoop(parts, consume: consume, publish: publish, streams: streams))
    }

    /// Asks the loop to finish.
    nonisolated func stop() { stopping.set() }

    var state: (isReady: Bool, owned: [String: [Int]]) {
        (loop.steward.isReady && loop.isStoreWorking, loop.steward.owned)
    }

    func heard(_ announcement: Announcement) { loop.steward.heard(announcement) }

    /// Runs until ``stop()``: then no new batch is taken, what runs is finished and acknowledged, the channels are
    /// closed without cancelling, and goodbye is said. Cancelling the task cuts all of this short.
    func run() async {
        await withTaskGroup { group in
            group.addTask { await self.loop.courier.run() }
            group.addTask { await self.loop.events.run() }
            group.addTask { await self.loop.steward.announce() }
            await takeUntilStopped()
            await loop.steward.closeAll()
            await loop.steward.leave()
            group.cancelAll()
        }
    }

    private func takeUntilStopped() async {
        await withTaskGroup { group in
            group.addTask { await self.deliver() }
            group.addTask { await self.loop.steward.run() }
            group.addTask { await self.loop.watchTimers() }
            group.addTask { await self.loop.watchSuspects() }
            await stopping.wait()
            group.cancelAll()
        }
    }

    private func deliver() async {
        do {
            try await loop.deliver()
        } catch {
            loop.parts.log.error("The delivery loop ended.", metadata: [LogKey.error: "\(error)"])
        }
    }
}
