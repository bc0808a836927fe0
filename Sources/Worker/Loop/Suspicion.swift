import Storage

/// Which delivery may have ended a program without a store, from what the broker counts: the header
/// `x-delivery-count` says how often a delivery was given out and not acknowledged, and an end of the program charges
/// every delivery it holds. A pure value; ``Cell`` keeps what it suspects.
///
/// Who is guilty is found by elimination. Suspects are begun one at a time, each only after the one before is
/// acknowledged, and by turns from either end; so in two lives of the program everything innocent on both sides of the
/// guilty one is begun before it, and is gone. What still comes first in its partition after many more lives did it.
struct Suspicion {
    /// From so many vain deliveries on a delivery is begun alone.
    static let aloneFrom: Int64 = 3
    /// After so many vain deliveries one that still comes first in its partition is not handled any more.
    static let poisonAfter: Int64 = 20

    /// How a delivery is handled.
    enum Treatment: Hashable {
        /// With the others.
        case together
        /// By itself, message by message.
        case alone
        /// By itself, and the message with this index becomes a dead letter after all others are done. In a bundle the
        /// index moves with each life, so that in the end the guilty one is the one that is left out.
        case without(Int)
    }

    /// The partitions of which this life of the program has begun something: what follows in them was charged with
    /// the end of the one before, not with its own.
    private var begun: Set<Partition> = []
    /// One verdict for each life of the program.
    private var hasJudged = false

    /// How a delivery that is about to be begun is treated.
    ///
    /// - Parameters:
    ///   - vain: how often it was delivered in vain.
    ///   - messages: how many messages it carries.
    mutating func treatment(in partition: Partition, vain: Int64, messages: Int) -> Treatment {
        let isFirst = begun.insert(partition).inserted
        guard vain >= Self.aloneFrom else { return .together }
        guard isFirst, !hasJudged, vain > Self.poisonAfter, messages > 0 else { return .alone }
        hasJudged = true
        return .without(Int((vain - Self.poisonAfter - 1) % Int64(messages)))
    }
}
