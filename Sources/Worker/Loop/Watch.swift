import Storage

/// Writes, before a redelivered message is handled, that it is handled again, so that one that ends the program is
/// known (architecture page, "Poison"). One commit for the whole batch.
@LoopThread
struct Watch {
    /// A delivery begun more often than this without getting any further is handled message by message.
    static let aloneFrom = 2
    /// A message that was begun alone more often than this is parked unhandled.
    static let poisonAfter = 3

    private let parts: LoopParts

    init(_ parts: LoopParts) { self.parts = parts }

    func begin(_ portions: [Portion]) throws -> [Portion] {
        guard let store = parts.store else { return portions }
        return try store.write { transaction in
            try portions.flatMap { portion in
                guard needsWatching(portion), let identity = portion.unpacked.identity else { return [portion] }
                let attempt = try transaction.begin(identity, in: portion.holding.partition)
                return parts(of: portion, after: attempt)
            }
        }
    }

    private func needsWatching(_ portion: Portion) -> Bool {
        guard portion.unpacked.delivery.redelivered, !portion.range.isEmpty else { return false }
        guard let origin = portion.unpacked.origin else { return true }
        guard let mark = portion.holding.progress?.marks[origin.source] else { return true }
        return mark < origin.number
    }

    private func parts(of portion: Portion, after attempt: Attempt) -> [Portion] {
        let end = portion.range.upperBound
        let start = min(attempt.done, end - 1)
        guard attempt.count >= Self.aloneFrom else {
            return [
                Portion(
                    holding: portion.holding, unpacked: portion.unpacked, range: start..<end, isWatched: true)
            ]
        }
        return (start..<end).map { index in
            Portion(
                holding: portion.holding, unpacked: portion.unpacked, range: index..<(index + 1), isWatched: true,
                isAlone: true, isPoison: index == start && attempt.count > Self.poisonAfter)
        }
    }
}
