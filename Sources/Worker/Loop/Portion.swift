import Contracts
import Storage

/// What one round handles of one delivery: usually all of it; one message when the delivery has ended the program
/// before.
struct Portion {
    let holding: Holding
    let unpacked: Unpacked
    /// Which of its messages.
    let range: Range<Int>
    /// True if a row in the attempts table has to be kept up to date.
    var isWatched = false
    /// True if it gets a transaction of its own, because the delivery ended the program before.
    var isAlone = false
    /// True if these messages ended the program so often that they are parked unhandled.
    var isPoison = false

    /// True if the delivery is done with this portion.
    var completes: Bool { range.upperBound == unpacked.messages.count }
}
