import Storage

/// Writes, before a redelivered message is handled, that it is handled again, so that one that ends the program is
/// known (architecture page, "Poison").
///
/// The first time one commit notes a whole batch, because usually nothing is wrong. What the program did not survive
/// then is begun delivery by delivery, and each is charged only when its own turn has come: those behind the one that
/// ends the program are innocent.
@LoopThread
struct Watch {
    /// A message that was begun alone more often than this is parked unhandled.
    static let poisonAfter = 3

    private let parts: LoopParts

    init(_ parts: LoopParts) { self.parts = parts }

    /// Notes what is redelivered for the first time, and marks what was begun before; see ``begin(_:)``.
    func look(at portions: [Portion]) throws -> [Portion] {
        guard let store = parts.store else { return portions }
        return try store.write { transaction in
            try portions.map { portion in
                guard needsWatching(portion), let identity = portion.unpacked.identity else { return portion }
                let partition = portion.holding.partition
                var watched = portion
                watched.isWatched = true
                if try transaction.attempt(identity, in: partition) == nil {
                    _ = try transaction.begin(identity, in: partition)
                } else {
                    watched.isSuspect = true
                }
                return watched
            }
        }
    }

    /// Notes that a suspect's turn has come.
    ///
    /// - Returns: what is left of it, message by message, each for a transaction of its own.
    func begin(_ suspect: Portion) throws -> [Portion] {
        guard let store = parts.store, let identity = suspect.unpacked.identity else { return [suspect] }
        let attempt = try store.write { try $0.begin(identity, in: suspect.holding.partition) }
        let end = suspect.range.upperBound
        let start = min(attempt.done, end - 1)
        return (start..<end).map { index in
            Portion(
                holding: suspect.holding, unpacked: suspect.unpacked, range: index..<(index + 1), isWatched: true,
                isAlone: true, isPoison: index == start && attempt.count > Self.poisonAfter)
        }
    }

    private func needsWatching(_ portion: Portion) -> Bool {
        guard portion.unpacked.delivery.redelivered, !portion.range.isEmpty else { return false }
        guard let origin = portion.unpacked.origin else { return true }
        guard let mark = portion.holding.progress?.marks[origin.source] else { return true }
        return mark < origin.number
    }
}
