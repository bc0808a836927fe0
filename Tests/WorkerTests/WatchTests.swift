import Contracts
import Foundation
import Identifiers
import Logging
import RabbitMQ
import Storage
import Testing

@testable import Worker

/// Who is charged when a program with a store ends, over several of its lives.
@LoopThread @Suite struct WatchTests {
    private let folder = NSTemporaryDirectory() + "guiche-watch-\(UUID().uuidString)"
    private let partition = Partition(stream: "conversation", number: 0)

    /// A watch over a store, and what there is to handle: one delivery for each name, all redelivered.
    private func scene(_ names: [String]) throws -> (watch: Watch, portions: [Portion]) {
        let settings = try Settings(environment: [:])
        let store = try Store(
            StoreLocation("sqlite:\(folder)"), program: "toy",
            installation: Installation(prefix: "guiche", partitions: 16), migrations: Toy.migrations)
        let context = WorkerContext(
            program: "toy", replica: "toy-1", settings: settings, store: store, directory: nil,
            log: Logger(label: "watch") { _ in SwiftLogNoOpLogHandler() })
        let watch = Watch(LoopParts(context, handler: Toy(replica: "toy-1", trouble: Trouble())))
        let subscription = Subscription(id: 1, queue: "guiche.conversation.0")
        let holding = Holding(partition: partition, stream: .conversation, subscription: subscription)
        let portions = names.map { name in
            let delivery = Delivery(
                subscription: subscription, tag: 1, redelivered: true, routingKey: "0",
                properties: Properties(messageId: name))
            let message = Inbound(
                stream: .conversation, partition: 0,
                head: Head(type: "toy.v1", id: name, key: name, at: Instant(milliseconds: 1)), body: [])
            let unpacked = Unpacked(delivery: delivery, origin: nil, messages: [.success(message)])
            return Portion(holding: holding, unpacked: unpacked, range: 0..<1)
        }
        return (watch, portions)
    }

    @Test func `those behind the one that ends the program are not charged with it`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (watch, portions) = try scene(["guilty", "innocent"])
        // The first redelivery: both in one batch, which the program does not survive.
        #expect(try watch.look(at: portions).map(\.isSuspect) == [false, false])
        // Two more lives end with the first of them, so the second one's turn never comes.
        for _ in 1...2 {
            let suspects = try watch.look(at: portions)
            #expect(suspects.map(\.isSuspect) == [true, true])
            #expect(try watch.begin(suspects[0]).map(\.isPoison) == [false])
        }
        let suspects = try watch.look(at: portions)
        #expect(try watch.begin(suspects[0]).map(\.isPoison) == [true])
        #expect(try watch.begin(suspects[1]).map(\.isPoison) == [false])
    }
}
