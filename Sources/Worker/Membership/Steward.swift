import Contracts
import Foundation
import RabbitMQ
import Storage

/// Does what the ``MembershipView`` decides: subscribes, hands over, wakes; announces this replica and listens to the
/// others.
@LoopThread
final class Steward {
    /// How often a replica announces itself.
    static let cadence: Duration = .milliseconds(250)
    /// How long one announcement or wake may take before it is given up; the next one follows anyway.
    static let patience: Duration = .seconds(1)

    private enum Errand: Sendable {
        case directive(MembershipView.Directive)
        /// Somebody else has taken the partition: close the channel at once.
        case close(Partition)
    }

    private let parts: LoopParts
    private let consumer: Consumer
    private let publisher: Publisher
    private let holdings: Holdings
    private var view: MembershipView
    private var errands: [Errand] = []
    private let arrived = Signal()
    private let start = ContinuousClock.now
    private var hasTicked = false
    /// Waits until everything committed is confirmed and acknowledged.
    var finish: @LoopThread () async -> Void = {}
    /// Deletes what is confirmed.
    var tidy: @LoopThread () async -> Void = {}

    init(_ parts: LoopParts, consumer: Consumer, publisher: Publisher, holdings: Holdings, streams: [Contracts.Stream])
    {
        self.parts = parts
        self.consumer = consumer
        self.publisher = publisher
        self.holdings = holdings
        let partitions = streams.flatMap { stream in
            (0..<parts.topology.partitions).map { Partition(stream: stream.rawValue, number: $0) }
        }
        view = MembershipView(me: parts.replica, partitions: partitions)
    }

    private var uptime: Duration { ContinuousClock.now - start }

    /// True when everything this replica should consume from is consumed from.
    var isReady: Bool { hasTicked && view.isSettled }

    /// The partitions it owns now, by stream.
    var owned: [String: [Int]] { byStream(view.holding) }

    private func byStream(_ partitions: Set<Partition>) -> [String: [Int]] {
        Dictionary(grouping: partitions, by: \.stream).mapValues { $0.map(\.number).sorted() }
    }

    private func add(_ directives: [MembershipView.Directive]) {
        guard !directives.isEmpty else { return }
        errands += directives.map { .directive($0) }
        arrived.set()
    }

    /// A delivery has come: the partition is ours.
    func holds(_ partition: Partition) { add(view.holds(partition)) }

    /// Wakes a partition, whoever has it.
    func wake(_ partition: Partition) { add([.wake(partition)]) }

    /// The store says that somebody else has taken the partition: nothing of it is handled any more.
    func refused(_ partition: Partition) {
        guard let holding = holdings[partition], !holding.isLeaving else { return }
        parts.log.notice(
            "Another replica has taken a partition.",
            metadata: [LogKey.stream: "\(partition.stream)", LogKey.partition: "\(partition.number)"])
        holding.isLeaving = true
        errands.append(.close(partition))
        arrived.set()
    }

    /// The broker or the network ended a consumer of ours.
    func ended(_ subscription: Subscription, _ reason: EndReason) {
        guard let holding = holdings.known(subscription) else { return }
        parts.log.warning(
            "A consumer ended; it will be started again.",
            metadata: [LogKey.queue: "\(subscription.queue)", LogKey.reason: "\(reason)"])
        forget(holding)
    }

    private func forget(_ holding: Holding) {
        holdings.remove(holding)
        if holding.isHeld { parts.handler.lose(holding.stream, holding.partition.number) }
        add(view.ended(holding.partition))
    }

    /// The steward's lifetime: one errand after the other.
    func run() async {
        while !Task.isCancelled {
            guard !errands.isEmpty else {
                await arrived.wait()
                continue
            }
            switch errands.removeFirst() {
            case .directive(.subscribe(let partition)): await subscribe(to: partition)
            case .directive(.handOver(let partition)): await handOver(partition, politely: true)
            case .directive(.wake(let partition)): await publishWake(partition)
            case .close(let partition): await handOver(partition, politely: false)
            }
        }
    }

    private func subscribe(to partition: Partition) async {
        guard let stream = Contracts.Stream(rawValue: partition.stream) else { return }
        let queue = parts.topology.queue(of: stream, partition: partition.number)
        holdings.expect(queue, partition, stream)
        defer { holdings.settled(queue) }
        do {
            let subscription = try await consumer.subscribe(to: queue)
            _ = holdings.holding(of: subscription)
            add(view.subscribed(to: partition))
        } catch {
            parts.log.warning(
                "A queue could not be consumed; trying again.",
                metadata: [LogKey.queue: "\(queue)", LogKey.error: "\(error)"])
            view.failed(toSubscribe: partition)
        }
    }

    private func handOver(_ partition: Partition, politely: Bool) async {
        guard let holding = holdings[partition] else { return }
        holding.isLeaving = true
        if politely { await finish() }
        await consumer.handOver(holding.subscription)
        guard holdings[partition] === holding else { return }
        forget(holding)
    }

    private func publishWake(_ partition: Partition) async {
        guard let stream = Contracts.Stream(rawValue: partition.stream) else { return }
        let queue = parts.topology.queue(of: stream, partition: partition.number)
        let properties = Properties(type: HouseMessage.wake.rawValue, appId: parts.program)
        await publish(Publication(exchange: "", routingKey: queue, properties: properties, body: []))
    }

    private func publish(_ publication: Publication) async {
        do {
            _ = try await publisher.publish([publication], within: Self.patience)
        } catch {
            parts.log.warning("A house message could not be sent.", metadata: [LogKey.error: "\(error)"])
        }
    }

    /// Ticks, announces and tidies four times a second.
    func announce() async {
        var next = ContinuousClock.now
        while !Task.isCancelled {
            add(view.tick(at: uptime))
            hasTicked = true
            await publish(announcement(isLeaving: false))
            await tidy()
            next = max(next + Self.cadence, ContinuousClock.now)
            // A cancelled sleep ends the loop at its head.
            try? await ContinuousClock().sleep(until: next)
        }
    }

    /// Says goodbye, so that the others need not wait for the silence.
    func leave() async { await publish(announcement(isLeaving: true)) }

    /// Gives everything up: finishes what runs, then closes every channel without cancelling.
    func closeAll() async {
        for holding in holdings.all { holding.isLeaving = true }
        await finish()
        for holding in holdings.all {
            await consumer.handOver(holding.subscription)
            holdings.remove(holding)
        }
    }

    private func announcement(isLeaving: Bool) -> Publication {
        let announcement = Announcement(
            program: parts.program, replica: parts.replica, pid: getpid(), opsPort: parts.opsPort, isReady: isReady,
            isLeaving: isLeaving, subscribed: byStream(view.subscribed), owned: owned)
        return Publication(
            exchange: parts.topology.members, routingKey: "", mandatory: false,
            properties: Properties(type: Announcement.type, appId: parts.program, deliveryMode: .transient),
            body: announcement.json)
    }

    /// Hears one announcement of anybody, this replica among them.
    func heard(_ announcement: Announcement) {
        guard announcement.program == parts.program else { return }
        add(view.heard(announcement, at: uptime))
    }
}
