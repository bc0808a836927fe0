import Identifiers

/// The programs with a store; each runs twice.
enum Program: CaseIterable {
    case router
    case presence
    case book
}

/// A partition of an internal stream: a queue at the broker, and the unit of ownership among replicas.
struct Partition: Hashable, Comparable, CustomStringConvertible {
    let stream: Stream
    let number: Int

    enum Stream: Int, CaseIterable {
        case conversation
        case desk
        /// The agents' door, where their commands and lease timers are.
        case agents
        /// The desk's answers to `agent-presence`.
        case presence
        case record
        /// What goes to the bot. Its reader has no store and is played by ``BotPlatform``.
        case bridge

        /// Nil for the stream that no program with a store reads.
        var program: Program? {
            switch self {
            case .conversation, .desk: .router
            case .agents, .presence: .presence
            case .record: .book
            case .bridge: nil
            }
        }

        /// One tenant has one desk, and one bot platform is enough.
        fileprivate var partitions: Int { self == .desk || self == .bridge ? 1 : 2 }
    }

    /// Every partition a program with a store owns.
    static let owned: [Partition] = Stream.allCases.filter { $0.program != nil }.flatMap { stream in
        (0..<stream.partitions).map { Partition(stream: stream, number: $0) }
    }

    static let desk = Partition(stream: .desk, number: 0)
    static let bridge = Partition(stream: .bridge, number: 0)

    static func of(_ stream: Stream, key: String) -> Partition {
        Partition(stream: stream, number: key.utf8.reduce(0) { ($0 * 31 + Int($1)) % 65_536 } % stream.partitions)
    }

    static func of(_ conversation: ConversationID) -> Partition { of(.conversation, key: conversation.text) }

    static func < (left: Self, right: Self) -> Bool {
        (left.stream.rawValue, left.number) < (right.stream.rawValue, right.number)
    }

    var description: String { "\(stream)/\(number)" }
}
