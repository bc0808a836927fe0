import Contracts
import Storage

/// What one round handles of one delivery: usually all of it; one message when the delivery has ended the program
/// before.
struct Portion {
    let holding: Holding
    let unpacked: Unpacked
    /// Which of its messages.
    let range: Range<Int>
    /// True if the delivery is done with this portion.
    let completes: Bool
    /// True if a row in the attempts table has to be kept up to date.
    var isWatched = false
    /// True if the delivery was begun before and not finished, so that it is begun by itself (see ``Watch``).
    var isSuspect = false
    /// True if it gets a transaction of its own, because the delivery ended the program before.
    var isAlone = false
    /// True if these messages ended the program so often that they are not handled: parked, or, without a store, a
    /// dead letter.
    var isPoison = false

    /// What is known of earlier tries of it.
    struct Standing {
        /// It was begun before, and the program may have ended in it.
        var isRepeat = false
        /// It is not to be handled.
        var isPoison = false
    }

    var standing: Standing { Standing(isRepeat: isWatched, isPoison: isPoison) }

    /// - Parameter completes: nil if the portion with the last message is the last one.
    init(
        holding: Holding, unpacked: Unpacked, range: Range<Int>, completes: Bool? = nil, isWatched: Bool = false,
        isAlone: Bool = false, isPoison: Bool = false
    ) {
        self.holding = holding
        self.unpacked = unpacked
        self.range = range
        self.completes = completes ?? (range.upperBound == unpacked.messages.count)
        self.isWatched = isWatched
        self.isAlone = isAlone
        self.isPoison = isPoison
    }
}
