import Contracts
import Identifiers
import Logging
import RabbitMQ
import Storage
import Synchronization
import Testing

@testable import Worker

/// The limits of what the loop holds in memory, each reached.
@Suite(.serialized) struct PressureTests {
    @Test func `while too many events wait for the public exchange nothing more is taken`() async throws {
        try await TestInstallation.use { installation in
            let courier = try await Self.courier(of: installation)
            let body = [UInt8](repeating: UInt8(ascii: " "), count: 256 * 1_024)
            let publication = Publication(
                exchange: installation.topology.events, routingKey: "queue.acme.q.toy.v1", mandatory: false, body: body)
            let event = Parcel(
                kind: .event, source: Partition(stream: "conversation", number: 0), epoch: 0, number: 0,
                publication: publication)
            let few = EventCourier.waitingLimit / body.count
            await courier.enqueue(Array(repeating: event, count: few))
            await courier.room()
            await courier.enqueue([event])
            let flag = Flag()
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await courier.room()
                    flag.isSet.store(true, ordering: .relaxed)
                }
                // Cancelled or not, the flag tells.
                try? await ContinuousClock().sleep(for: .milliseconds(200))
                let hadRoomAtOnce = flag.isSet.load(ordering: .relaxed)
                #expect(!hadRoomAtOnce)
                // Once somebody carries them, there is room again.
                group.addTask { await courier.run() }
                await group.next()
                let hasRoomNow = flag.isSet.load(ordering: .relaxed)
                #expect(hasRoomNow)
                group.cancelAll()
            }
        }
    }

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    @LoopThread private static func courier(of installation: TestInstallation) throws -> EventCourier {
        let context = WorkerContext(
            program: "toy", replica: "toy-a", settings: installation.settings, store: nil, directory: nil,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let parts = LoopParts(context, handler: Toy(replica: "toy-a", trouble: Trouble()))
        return EventCourier(
            Post(parts, publisher: Publisher(on: installation.client), holdings: Holdings(), refused: { _ in }))
    }
}
