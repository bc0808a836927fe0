import Contracts

/// The messages of the loop itself; no program ever sees the first.
enum HouseMessage {
    /// Tells the active consumer of a partition that it is the active one. It has no body and no effect of its own.
    static let wake: MessageType = "guiche.wake.v1"
    /// A timer that came due, on its way through its own partition.
    static let timer: MessageType = "guiche.timer.v1"
    /// The kind of the timer that tries parked messages again.
    static let redrive = "guiche.redrive"
    /// The kind of an operator's order to throw parked messages away.
    static let discard = "guiche.discard"
    /// The reason on a dead letter that no program could read.
    static let unreadable = "unreadable"
    /// The reason on a dead letter that a program without a store failed on.
    static let failed = "handler_failed"
    /// The reason on a dead letter that ended a program without a store again and again.
    static let crashed = "crashed_program"
    /// The same, as a sentence, of dead letters and of parked messages.
    static let crashedSentence = "handling this message ended the program repeatedly"
}
