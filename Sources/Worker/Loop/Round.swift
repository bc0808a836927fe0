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
    /// True if others that came before them may not be done: then each is acknowledged by itself.
    var isOutOfOrder = false
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
        if holding.stream.isDoor, timer.kind == HouseMessage.redrive { return try redriveAtDoor(timer, holding) }
        let fired = FiredTimer(kind: timer.kind, token: timer.token, due: timer.due)
        let head = Head(
            type: HouseMessage.timer, id: parts.uniqueID(at: work.now), key: timer.key, at: work.now)
        let body = try TimerBody(fired).json()
        guard holding.stream.isDoor else {
            return work.sendHome(head, body, on: holding.stream)
        }
        let message = Inbound(
            stream: holding.stream, partition: holding.partition.number, head: head, body: body, timer: fired)
        try handle(message, in: holding, Portion.Standing())
    }

    /// Nobody counts how often a timer that is handled at once ends the program: so first it is written down that it
    /// begins, and the next transaction makes the try.
    private func redriveAtDoor(_ timer: TimerRow, _ holding: Holding) throws {
        let token = RedriveToken(timer.token)
        guard let epoch = progress[holding.partition]?.epoch else { return }
        guard token.epoch == epoch else {
            return try work.setTimer(timer.kind, key: timer.key, at: work.now, token: token.begun(in: epoch).text)
        }
        let head = Head(
            type: HouseMessage.timer, id: parts.uniqueID(at: work.now), key: timer.key, at: work.now)
        let fired = FiredTimer(kind: timer.kind, token: timer.token, due: timer.due)
        let message = Inbound(
            stream: holding.stream, partition: holding.partition.number, head: head, body: [], timer: fired)
        try handle(
            message, in: holding,
            Portion.Standing(isRepeat: token.begins > 1, isPoison: token.begins > Watch.poisonAfter))
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
        result.isOutOfOrder = result.isOutOfOrder || (transaction == nil && portion.isAlone)
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
                    handleStateless(message, portion)
                } else {
                    try handle(message, in: portion.holding, portion.standing)
                }
            case .failure(let why):
                bury(why.part, of: portion.unpacked.delivery, HouseMessage.unreadable, why.description)
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

    private func handle(_ message: Inbound, in holding: Holding, _ standing: Portion.Standing) throws {
        guard let transaction else { return }
        let partition = holding.partition
        let parking = Parking(parts: parts, work: work, transaction: transaction, partition: partition)
        if let order = message.timer.flatMap({ ParkingOrder($0) }) {
            try carryOut(order, message, parking, standing)
        } else if progress[partition]?.parkedKeys.contains(message.head.key) ?? false {
            try parking.follow(message)
        } else if standing.isPoison {
            shown.append(message)
            try parking.isolate(message, &progress[partition])
        } else {
            shown.append(message)
            try parking.attempt(message) { error in try parking.park(message, error, &progress[partition]) }
        }
    }

    private func carryOut(
        _ order: ParkingOrder, _ message: Inbound, _ parking: Parking, _ standing: Portion.Standing
    ) throws {
        let redriving = Redriving(parking, because: message)
        switch order {
        case .discard(let first, let since, let last):
            try redriving.discard(first, since: since, through: last, &progress[parking.partition])
        case .redrive:
            let token = RedriveToken(message.timer?.token ?? "")
            guard !standing.isPoison else { return try redriving.postpone(token) }
            try redriving.redrive(
                token, isRepeat: standing.isRepeat, &progress[parking.partition], shown: &shown)
        }
    }

    private func handleStateless(_ message: Inbound, _ portion: Portion) {
        let part = message.publication == nil ? ParkedMessage.body(of: message) : nil
        guard !portion.isPoison else {
            parts.log.error(
                "A message that ended the program became a dead letter.",
                metadata: parts.metadata(message, Unreadable(description: HouseMessage.crashedSentence)))
            return bury(part, of: portion.unpacked.delivery, HouseMessage.crashed, HouseMessage.crashedSentence)
        }
        let mark = work.mark
        do {
            CrashPoint.begins(message.head.id)
            try parts.handler.handle(message, in: work)
        } catch {
            work.undo(to: mark)
            parts.handler.rollBack(message)
            parts.log.error("A message failed and became a dead letter.", metadata: parts.metadata(message, error))
            bury(part, of: portion.unpacked.delivery, HouseMessage.failed, "\(error)")
        }
    }

    /// - Parameter part: what of the delivery it is, as a bundle of its own, so that putting it back does not repeat
    ///   its neighbours; nil for all of it.
    private func bury(_ part: [UInt8]?, of delivery: Delivery, _ reason: String, _ detail: String) {
        work.bury(
            DeadLetter(
                reason: reason, detail: String(detail.prefix(LoopParts.detailLimit)),
                envelope: Envelope(delivery.properties), body: part ?? delivery.body, exchange: delivery.exchange,
                routingKey: delivery.routingKey, at: work.now))
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
