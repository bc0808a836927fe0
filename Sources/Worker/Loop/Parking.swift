import Contracts
import Identifiers
import Storage

/// What happens to a message whose handling fails: it is tried again after 1 s and after 5 s, with the later ones of
/// its key waiting behind it in order; then the operators are told, and it is tried once a minute. The neighbours
/// never wait (architecture page, "Poison").
@LoopThread
struct Parking {
    /// The pauses before the second, the third and every later attempt.
    static let pauses: [Duration] = [.seconds(1), .seconds(5), .seconds(60)]
    /// After so many failures the operators are told.
    static let tellAfter = 3
    /// How many parked messages one round handles, so that a long line does not hold up the neighbours.
    static let redriveLimit = 64

    let parts: LoopParts
    let work: Work
    let transaction: Transaction
    let partition: Partition

    /// Handles one message inside its savepoint; `failed` is called after everything it did is undone.
    func attempt(_ message: Inbound, failed: (any Error) throws -> Void) throws {
        let mark = work.mark
        do {
            try transaction.savepoint { try parts.handler.handle(message, in: work) }
        } catch {
            guard !StoreError.isOfTheDisk(error) else { throw error }
            work.undo(to: mark)
            parts.handler.rollBack(message)
            try failed(error)
        }
    }

    /// The first failure: from now on everything of this key waits.
    func park(_ message: Inbound, _ error: any Error, _ progress: inout Holding.Progress?) throws {
        parts.log.error("A message failed and will be tried again.", metadata: parts.metadata(message, error))
        try write(message, attempts: 1, reason: "\(error)")
        progress?.parkedKeys.insert(message.head.key)
        try retry(message.head.key, after: Self.pauses[0], isTold: false)
    }

    /// A message that ended the program again and again: it is not even tried now.
    func isolate(_ message: Inbound, _ progress: inout Holding.Progress?) throws {
        let error = StoreError(.database, "handling this message ended the program repeatedly")
        parts.log.error("A message that ended the program was parked.", metadata: parts.metadata(message, error))
        try write(message, attempts: Self.tellAfter, reason: error.sentence)
        progress?.parkedKeys.insert(message.head.key)
        tell(message) { try parts.handler.parked(message, because: error, in: work) }
        try retry(message.head.key, after: Self.pauses[2], isTold: true)
    }

    /// A later message of a parked key.
    func follow(_ message: Inbound) throws {
        try write(message, attempts: 0, reason: "behind a failed message")
    }

    private func write(_ message: Inbound, attempts: Int, reason: String) throws {
        parts.metrics.parked()
        try transaction.park(
            key: message.head.key, attempts: attempts, reason: String(reason.prefix(LoopParts.detailLimit)),
            at: work.now,
            envelope: ParkedMessage.envelope(of: message), body: ParkedMessage.body(of: message), in: partition)
    }

    private func retry(_ key: String, after pause: Duration, isTold: Bool) throws {
        try work.setTimer(HouseMessage.redrive, key: key, at: work.now + pause, token: isTold ? "told" : "")
    }

    /// Lets the handler tell of a parked key; what it can't tell must not keep the others waiting.
    private func tell(_ message: Inbound, _ body: () throws -> Void) {
        let mark = work.mark
        do {
            try transaction.savepoint(body)
        } catch {
            work.undo(to: mark)
            parts.handler.rollBack(message)
            parts.log.error(
                "The operators could not be told of a parked key.", metadata: parts.metadata(message, error))
        }
    }

    /// Tries the messages of a parked key again, in order, until one fails or none is left.
    ///
    /// - Parameter shown: what the handler was shown, also when this throws.
    func redrive(_ timer: Inbound, _ progress: inout Holding.Progress?, shown: inout [Inbound]) throws {
        let unpacking = Unpacking(stream: timer.stream, partition: timer.partition, now: work.now)
        var isTold = timer.timer?.token == "told"
        var last: Inbound?
        for _ in 0..<Self.redriveLimit {
            guard let row = try transaction.firstParked(key: timer.head.key, in: partition) else {
                progress?.parkedKeys.remove(timer.head.key)
                if isTold, let last { tell(last) { try parts.handler.unparked(last, in: work) } }
                return
            }
            isTold = isTold || row.attempts >= Self.tellAfter
            guard let message = ParkedMessage.message(row, by: unpacking) else {
                try transaction.unpark(key: row.key, number: row.number, in: partition)
                continue
            }
            shown.append(message)
            last = message
            var hasFailed = false
            try attempt(message) { error in
                hasFailed = true
                try stay(row, message, error, isTold: isTold)
            }
            if hasFailed { return }
            try transaction.unpark(key: row.key, number: row.number, in: partition)
        }
        try retry(timer.head.key, after: .zero, isTold: isTold)
    }

    private func stay(_ row: ParkedRow, _ message: Inbound, _ error: any Error, isTold: Bool) throws {
        let attempts = row.attempts + 1
        parts.log.error("A parked message failed again.", metadata: parts.metadata(message, error))
        try transaction.stayParked(key: row.key, number: row.number, reason: "\(error)", in: partition)
        if attempts == Self.tellAfter {
            tell(message) { try parts.handler.parked(message, because: error, in: work) }
        }
        let pause = Self.pauses[min(attempts, Self.pauses.count) - 1]
        try retry(row.key, after: pause, isTold: isTold || attempts >= Self.tellAfter)
    }
}
