/// Deliberate mistakes in the machinery. A simulation that does not find them proves nothing.
struct Flaws: OptionSet {
    let rawValue: Int

    /// Repeats are handled again.
    static let noInbox = Flaws(rawValue: 1)
    /// A replica that lost its partition commits all the same.
    static let noEpochs = Flaws(rawValue: 2)
    /// What was promised by a commit and not sent before a crash is forgotten.
    static let forgetsOutbox = Flaws(rawValue: 4)
    /// Deliveries are acknowledged as they come, before anything is stored.
    static let acknowledgesEarly = Flaws(rawValue: 8)
    /// A due timer is removed from the store, and its message is not written in the same transaction.
    static let forgetsTimers = Flaws(rawValue: 16)
    /// The same message id of the same sender is a new command.
    static let noCommandLog = Flaws(rawValue: 32)
    /// After a crash the newest unsent row is sent first.
    static let resendsBackwards = Flaws(rawValue: 64)
}
