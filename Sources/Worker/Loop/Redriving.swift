import Contracts
import Identifiers
import Storage

/// The way out of the parked table: a timer that comes due, and what an operator orders.
@LoopThread
struct Redriving {
    let parking: Parking
    /// The timer, or the order, which looks like one.
    let cause: Inbound
    let key: String
    private let unpacking: Unpacking

    init(_ parking: Parking, because cause: Inbound) {
        self.parking = parking
        self.cause = cause
        key = cause.head.key
        unpacking = Unpacking(stream: cause.stream, partition: cause.partition, now: parking.work.now)
    }

    private var transaction: Transaction { parking.transaction }
    private var partition: Partition { parking.partition }

    /// Tries the messages of the key again, in order, until one fails or none is left.
    ///
    /// - Parameters:
    ///   - isRepeat: the program may have ended in it before: then one message at a time, so that the next try begins
    ///     with the one that did it.
    ///   - shown: what the handler was shown, also when this throws.
    func redrive(_ token: RedriveToken, isRepeat: Bool, _ progress: inout Holding.Progress?, shown: inout [Inbound])
        throws
    {
        var token = token
        token.isCareful = token.isCareful || isRepeat
        var last: Inbound?
        for _ in 0..<(token.isCareful ? 1 : Parking.redriveLimit) {
            guard let row = try transaction.firstParked(key: key, in: partition) else { break }
            token.isTold = token.isTold || row.attempts >= Parking.tellAfter
            if let message = ParkedMessage.message(row, by: unpacking) {
                shown.append(message)
                last = message
                var hasFailed = false
                try parking.attempt(message) { error in
                    hasFailed = true
                    try stay(row, message, error, token)
                }
                if hasFailed { return }
            }
            try transaction.unpark(key: key, number: row.number, in: partition)
        }
        try goOn(after: last, token, &progress)
    }

    /// What ended the program again when it was tried stays where it is, for longer each time.
    func postpone(_ token: RedriveToken) throws {
        guard let row = try transaction.firstParked(key: key, in: partition) else { return }
        let error = StoreError(.database, HouseMessage.crashedSentence)
        parking.parts.log.error(
            "A parked message ended the program again.", metadata: parking.parts.metadata(cause, error))
        try transaction.stayParked(key: key, number: row.number, reason: error.sentence, in: partition)
        var token = RedriveToken(isTold: token.isTold, isCareful: true)
        if let message = ParkedMessage.message(row, by: unpacking), !token.isTold, row.attempts < Parking.tellAfter {
            parking.tell(message) { try parking.parts.handler.parked(message, because: error, in: parking.work) }
        }
        token.isTold = true
        try parking.retry(key, after: RetryPause.afterCrash(row.attempts + 1 - Parking.tellAfter), token)
    }

    /// Throws away what the operator named, if it is still there; the rest is tried in a transaction of its own, so
    /// that nothing that happens then brings back what was thrown away.
    func discard(_ first: Int64, since: Instant, through last: Int64, _ progress: inout Holding.Progress?) throws {
        guard let row = try transaction.firstParked(key: key, in: partition), row.number == first, row.since == since
        else { return }
        let count = try transaction.discardParked(key: key, through: last, in: partition)
        parking.parts.log.notice(
            "Parked messages were discarded by an operator.",
            metadata: [
                LogKey.stream: "\(partition.stream)", LogKey.partition: "\(partition.number)", LogKey.key: "\(key)",
                LogKey.count: "\(count)",
            ])
        let token = RedriveToken(isTold: row.attempts >= Parking.tellAfter)
        try goOn(after: ParkedMessage.message(row, by: unpacking), token, &progress)
    }

    /// Either the line is empty, or it is tried further at once.
    private func goOn(after last: Inbound?, _ token: RedriveToken, _ progress: inout Holding.Progress?) throws {
        if try transaction.firstParked(key: key, in: partition) != nil {
            return try parking.retry(key, after: .zero, token)
        }
        progress?.parkedKeys.remove(key)
        try parking.work.cancelTimer(HouseMessage.redrive, key: key)
        guard token.isTold, let last else { return }
        parking.tell(last) { try parking.parts.handler.unparked(last, in: parking.work) }
    }

    private func stay(_ row: ParkedRow, _ message: Inbound, _ error: any Error, _ token: RedriveToken) throws {
        let attempts = row.attempts + 1
        parking.parts.log.error("A parked message failed again.", metadata: parking.parts.metadata(message, error))
        try transaction.stayParked(
            key: key, number: row.number, reason: String("\(error)".prefix(LoopParts.detailLimit)), in: partition)
        if attempts == Parking.tellAfter {
            parking.tell(message) { try parking.parts.handler.parked(message, because: error, in: parking.work) }
        }
        try parking.retry(
            key, after: RetryPause.afterFailure(attempts),
            RedriveToken(isTold: token.isTold || attempts >= Parking.tellAfter))
    }
}
