import Contracts
import Identifiers
import RabbitMQ
import Storage

/// What came of one round: what goes out, and who lost a partition.
struct RoundResult {
    /// Bundles and direct messages, in order; the input is acknowledged when they are confirmed.
    var parcels: [Parcel] = []
    /// Events, in order; nobody waits for them.
    var events: [Parcel] = []
    /// Moments to look at the timers of partitions.
    var alarms: [Work.Alarm] = []
    /// Partitions that somebody else has taken: nothing of them was handled.
    var refused: Set<Partition> = []
    /// Done, to be acknowledged.
    var deliveries: [Delivery] = []
}

/// One transaction over a run of portions: a savepoint for each message, then the outbox, the inbox and the epochs.
/// In a program without a store the same, without the transaction.
@LoopThread
final class Round {
    let parts: LoopParts
    let work: Work
    private let transaction: Transaction?
    private var progress: [Partition: Holding.Progress] = [:]
    private var result = RoundResult()
    /// What the handler was shown, in case all of it is undone.
    private(set) var shown: [Inbound] = []

    init(_ parts: LoopParts, _ transaction: Transaction?, at now: Instant) {
        self.parts = parts
        self.transaction = transaction
        work = Work(
            topology: parts.topology, now: now, transaction: transaction, stream: .conversation, partition: 0)
    }

    /// Handles the portions. What is returned counts only once the transaction is committed.
    func run(_ portions: [Portion]) throws -> (RoundResult, [Partition: Holding.Progress]) {
        for portion in portions {
            guard try isOurs(portion.holding) else { continue }
            work.enter(portion.holding.partition)
            try handle(portion)
        }
        try dispatch()
        result.alarms = work.alarms
        return (result, progress)
    }

    /// Takes partitions whose first delivery has come: from now on whoever had them changes nothing. What they promised
    /// before and nobody is known to have confirmed goes out first.
    func take(_ holdings: [Holding]) throws -> (RoundResult, [Partition: Holding.Progress]) {
        guard let transaction else { return (result, progress) }
        for holding in holdings {
            let partition = holding.partition
            let taken = try transaction.take(partition, owner: parts.replica)
            progress[partition] = Holding.Progress(
                epoch: taken.epoch, last: taken.last, marks: try transaction.marks(of: partition),
                parkedKeys: try transaction.parkedKeys(of: partition),
                nextDue: try transaction.nextDue(in: partition))
            try collectUnsent(of: partition, transaction)
            work.enter(partition)
            try parts.handler.take(holding.stream, partition.number, in: work)
        }
        try dispatch()
        result.alarms = work.alarms
        return (result, progress)
    }

    private func collectUnsent(of partition: Partition, _ transaction: Transaction) throws {
        var last: Int64 = 0
        while true {
            let rows = try transaction.unsent(from: partition, after: last, limit: LoopParts.pageLimit)
            guard let end = rows.last else { return }
            last = end.number
            for row in rows { keep(parts.packing.parcel(row, from: partition, epoch: progress[partition]?.epoch)) }
        }
    }

    /// Claims what is due and sends it, as messages, through its own partition; at a door, where only strangers
    /// publish, it is handled at once.
    func fire(_ holdings: [Holding]) throws -> (RoundResult, [Partition: Holding.Progress]) {
        guard let transaction else { return (result, progress) }
        for holding in holdings where try isOurs(holding) {
            let partition = holding.partition
            work.enter(partition)
            let due = try transaction.claimDue(in: partition, at: work.now, limit: LoopParts.timerLimit)
            for timer in due { try fire(timer, holding) }
            progress[partition]?.nextDue = try transaction.nextDue(in: partition)
        }
        try dispatch()
        result.alarms = work.alarms
        return (result, progress)
    }

    private func fire(_ timer: TimerRow, _ holding: Holding) throws {
        let fired = FiredTimer(kind: timer.kind, token: timer.token, due: timer.due)
        let head = Head(
            type: HouseMessage.timer, id: parts.uniqueID(at: work.now), key: timer.key, at: work.now)
        let body = try TimerBody(fired).json()
        guard holding.stream.isDoor else {
            return work.sendHome(head, body, on: holding.stream)
        }
        let message = Inbound(
            stream: holding.stream, partition: holding.partition.number, head: head, body: body, timer: fired)
        try handle(message, in: holding, isPoison: false)
    }

    private func keep(_ parcel: Parcel) {
        if parcel.kind == .event, transaction != nil {
            result.events.append(parcel)
        } else {
            result.parcels.append(parcel)
        }
    }

    private func isOurs(_ holding: Holding) throws -> Bool {
        guard let transaction else { return true }
        let partition = holding.partition
        if progress[partition] != nil { return true }
        guard !result.refused.contains(partition), let known = holding.progress,
            try transaction.holds(partition, epoch: known.epoch)
        else {
            result.refused.insert(partition)
            return false
        }
        progress[partition] = known
        return true
    }

    private func handle(_ portion: Portion) throws {
        let partition = portion.holding.partition
        defer { if portion.completes { result.deliveries.append(portion.unpacked.delivery) } }
        if let origin = portion.unpacked.origin, let mark = progress[partition]?.marks[origin.source],
            mark >= origin.number
        {
            return parts.metrics.skipped()
        }
        for index in portion.range {
            switch portion.unpacked.messages[index] {
            case .success(let message):
                parts.metrics.handled(message)
                if transaction == nil {
                    handleStateless(message, portion.unpacked.delivery)
                } else {
                    try handle(message, in: portion.holding, isPoison: portion.isPoison)
                }
            case .failure(let why):
                bury(portion.unpacked.delivery, HouseMessage.unreadable, why.description)
            }
        }
        try settle(portion)
    }

    private func settle(_ portion: Portion) throws {
        guard let transaction else { return }
        let partition = portion.holding.partition
        if portion.completes, let origin = portion.unpacked.origin {
            progress[partition]?.marks[origin.source] = origin.number
            try transaction.mark(origin.source, at: origin.number, in: partition)
        }
        guard portion.isWatched, let identity = portion.unpacked.identity else { return }
        if portion.completes {
            try transaction.end(identity, in: partition)
        } else {
            try transaction.progress(identity, done: portion.range.upperBound, in: partition)
        }
    }

    private func handle(_ message: Inbound, in holding: Holding, isPoison: Bool) throws {
        guard let transaction else { return }
        let partition = holding.partition
        let parking = Parking(parts: parts, work: work, transaction: transaction, partition: partition)
        if message.timer?.kind == HouseMessage.redrive {
            try parking.redrive(message, &progress[partition], shown: &shown)
        } else if progress[partition]?.parkedKeys.contains(message.head.key) ?? false {
            try parking.follow(message)
        } else if isPoison {
            shown.append(message)
            try parking.isolate(message, &progress[partition])
        } else {
            shown.append(message)
            try parking.attempt(message) { error in try parking.park(message, error, &progress[partition]) }
        }
    }

    private func handleStateless(_ message: Inbound, _ delivery: Delivery) {
        let mark = work.mark
        do {
            try parts.handler.handle(message, in: work)
        } catch {
            work.undo(to: mark)
            parts.handler.rollBack(message)
            parts.log.error("A message failed and became a dead letter.", metadata: parts.metadata(message, error))
            bury(delivery, HouseMessage.failed, "\(error)")
        }
    }

    private func bury(_ delivery: Delivery, _ reason: String, _ detail: String) {
        parts.metrics.buried(reason)
        var envelope = Envelope(delivery.properties)
        envelope.headers[HeaderName.reason] = .string(reason)
        envelope.headers[HeaderName.detail] = .string(String(detail.prefix(LoopParts.detailLimit)))
        work.send(direct: parts.topology.deadLetters, envelope, delivery.body)
    }

    /// Turns what the messages sent into outbox rows and parcels, bundle by bundle.
    private func dispatch() throws {
        var bundling = Bundling()
        for outgoing in work.outgoing { bundling.add(outgoing) }
        for var draft in bundling.drafts() {
            draft.number = next(of: draft.source)
            let row = draft.row(id: parts.uniqueID(at: work.now))
            try transaction?.append(row, from: draft.source)
            keep(parts.packing.parcel(row, from: draft.source, epoch: progress[draft.source]?.epoch))
        }
        guard let transaction else { return }
        for source in bundling.sources {
            guard let last = progress[source]?.last else { continue }
            try transaction.advance(source, to: last)
        }
    }

    private func next(of source: Partition) -> Int64 {
        guard let last = progress[source]?.last else { return 0 }
        progress[source]?.last = last + 1
        return last + 1
    }
}
