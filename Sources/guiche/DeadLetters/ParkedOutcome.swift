import Storage

/// What has become of a parked key since its owner was given an order; a pure value over the first row of its line.
struct ParkedOutcome: Hashable {
    /// The first message when the order was given.
    let before: ParkedRow
    /// The last number that was to be thrown away; nil if nothing was.
    var discarded: Int64?

    enum State: Hashable {
        case waiting
        /// The line is empty.
        case done
        /// This one failed again, or as the first after those that went well.
        case failed(ParkedRow)
    }

    func state(first now: ParkedRow?) -> State {
        guard let now else { return .done }
        let isSame = now.number == before.number && now.since == before.since
        if let discarded {
            // What is to go is still there, or the rest is about to be tried.
            guard !isSame, now.number > discarded || now.since > before.since else { return .waiting }
            return now.attempts > 0 ? .failed(now) : .waiting
        }
        if isSame { return now.attempts > before.attempts ? .failed(now) : .waiting }
        return now.attempts > 0 ? .failed(now) : .waiting
    }
}
