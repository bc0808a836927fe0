import Identifiers

extension Desk {
    /// What is counted of one queue: the figures of a wallboard, and how fast its line moves.
    public struct Tally: Codable, Hashable, Sendable {
        /// The day the counts are of, in the tenant's zone, as days since 1970-01-01.
        public private(set) var day: Int
        /// Accepted out of the line, since midnight.
        public private(set) var answered = 0
        /// Of these, within the time the tenant aims at.
        public private(set) var answeredInTarget = 0
        /// Gone while they waited, since midnight.
        public private(set) var abandoned = 0
        /// The last accept out of the line.
        public private(set) var lastAnswerAt: Instant?
        /// The usual time between two accepts while somebody waits, in milliseconds; nil until there were two.
        public private(set) var interval: Int64?
        /// The figures published last.
        public var published: Figures?
        /// When they were published; nothing is published again within ``Desk/figuresPause``.
        public var publishedAt: Instant?
        /// A timer is set that will look at the figures again.
        public var isDue = false

        init(day: Int) { self.day = day }

        /// Begins the counts anew after midnight.
        mutating func turn(to day: Int) {
            guard day != self.day else { return }
            self.day = day
            answered = 0
            answeredInTarget = 0
            abandoned = 0
        }

        /// An accept; the pace is learned only from accepts for which somebody had been waiting since the one before.
        mutating func answered(waitingSince since: Instant, at now: Instant, target: Duration) {
            answered += 1
            if now - since <= target { answeredInTarget += 1 }
            if let last = lastAnswerAt, since <= last {
                let gap = (now - last).wholeMilliseconds
                interval = interval.map { $0 + (gap - $0) / Self.memory } ?? gap
            }
            lastAnswerAt = now
        }

        mutating func hasAbandoned() { abandoned += 1 }

        /// One accept counts as much as this many before it together.
        private static let memory: Int64 = 4

        /// How long somebody at this place may wait, in seconds; nil where there is nothing to reckon from.
        public func estimatedWait(at position: Int) -> Int? {
            interval.map { Int(min(Int64(position) * $0 / 1_000, Self.longestEstimate)) }
        }

        /// A day; beyond it an estimate says nothing.
        private static let longestEstimate: Int64 = 86_400
    }

    /// What a wallboard shows of a queue.
    public struct Figures: Codable, Hashable, Sendable {
        /// By the calendar of one at least of the channels that lead to it.
        public let isOpen: Bool
        public let waiting: Int
        /// Since when the one who has waited longest waits.
        public let longestWaitingSince: Instant?
        /// Cards of its line that are open.
        public let offered: Int
        public let inService: Int
        public let wrapUp: Int
        /// Its members by what they are doing.
        public let agents: [AgentStatus: Int]
        public let answered: Int
        public let answeredInTarget: Int
        public let abandoned: Int

        /// Customers come in and nobody is there to serve them.
        public var isUnattended: Bool { isOpen && agents.allSatisfy { $0.key == .offline || $0.value == 0 } }
    }

    /// The least time between two publications of one queue's figures.
    public static let figuresPause: Duration = .seconds(1)
}

extension Duration {
    var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
