import Contracts
import Identifiers
import Storage

/// What happens to a message whose handling fails: it is tried again after 1 s and after 5 s, with the later ones of
/// its key waiting behind it in order; then the operators are told, and it is tried once a minute. The neighbours
/// never wait (architecture page, "Poison").
@LoopThread
struct Parking {
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
            CrashPoint.begins(message.head.id)
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
        try retry(message.head.key, after: RetryPause.afterFailure(1), RedriveToken())
    }

    /// A message that ended the program again and again: it is not even tried now.
    func isolate(_ message: Inbound, _ progress: inout Holding.Progress?) throws {
        let error = StoreError(.database, HouseMessage.crashedSentence)
        parts.log.error("A message that ended the program was parked.", metadata: parts.metadata(message, error))
        try write(message, attempts: Self.tellAfter, reason: error.sentence)
        progress?.parkedKeys.insert(message.head.key)
        tell(message) { try parts.handler.parked(message, because: error, in: work) }
        try retry(
            message.head.key, after: RetryPause.afterCrash(0),
            RedriveToken(isTold: true, isCareful: true))
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

    /// One timer for each key: setting it again moves it.
    func retry(_ key: String, after pause: Duration, _ token: RedriveToken) throws {
        try work.setTimer(HouseMessage.redrive, key: key, at: work.now + pause, token: token.text)
    }

    /// Lets the handler tell of a parked key; what it can't tell must not keep the others waiting.
    func tell(_ message: Inbound, _ body: () throws -> Void) {
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
}
