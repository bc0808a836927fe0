import Identifiers

/// Who is told where he stands in the line, and when (contract page, `conversation.queued.v1`).
extension Desk {
    /// How many of the first in a line are told every change of their position.
    public static let positionsTold = 20
    /// The others are told at most so often.
    public static let positionPause: Duration = .seconds(60)

    mutating func tellPositions(_ turn: inout Turn) {
        for queue in changes.queues.sorted() { tellPositions(in: queue, &turn) }
        changes.queues = []
    }

    private mutating func tellPositions(in queue: QueueID, _ turn: inout Turn) {
        var next: Instant?
        for (index, entry) in (lines[queue]?.entries ?? []).enumerated() {
            guard let place = places[entry.conversation], place.toldPosition != index + 1 else { continue }
            let due = index < Self.positionsTold ? turn.now : (place.toldAt ?? place.since) + Self.positionPause
            guard due <= turn.now else {
                next = min(next ?? due, due)
                continue
            }
            places[entry.conversation]?.toldPosition = index + 1
            places[entry.conversation]?.toldAt = turn.now
            changes.places.insert(entry.conversation)
            turn.actions.append(
                .conversation(
                    entry.conversation,
                    .position(index + 1, wait: tallies[queue]?.estimatedWait(at: index + 1))))
        }
        if let next { turn.actions.append(.setTimer(.positions(queue), at: next)) }
    }
}
