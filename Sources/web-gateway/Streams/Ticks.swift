/// The clock of a stream: a number from 1 for each tick, the first soon after the start, then at the pace of the pings,
/// until the task is cancelled.
struct Ticks: AsyncSequence, Sendable {
    /// By now the book has everything that was published before the stream began (contract page: within 1 s).
    static let first: Duration = .milliseconds(1_500)
    /// A browser takes silence of 25 s for a dead connection.
    static let pace: Duration = .seconds(10)

    struct Iterator: AsyncIteratorProtocol {
        private var number = 0

        mutating func next() async -> Int? {
            // Cancelled while pausing: there is no next tick.
            try? await ContinuousClock().sleep(for: number == 0 ? Ticks.first : Ticks.pace)
            guard !Task.isCancelled else { return nil }
            number += 1
            return number
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator() }
}
