import Domain
import Identifiers

/// A partition of an internal stream: a queue at the broker, and the unit of ownership among replicas.
enum Place: Hashable, Comparable, CustomStringConvertible {
    case conversation(Int)
    case desk
    case presence(Int)
    case record(Int)

    static let partitions = 3
    static let all: [Place] =
        (0..<partitions).flatMap { [.conversation($0), .presence($0), .record($0)] } + [.desk]

    static func of(_ conversation: ConversationID) -> Place { .conversation(number(conversation.text)) }
    static func of(_ agent: AgentID) -> Place { .presence(number(agent.text)) }
    static func record(of conversation: ConversationID) -> Place { .record(number(conversation.text)) }

    private static func number(_ key: String) -> Int { key.utf8.reduce(0) { $0 &* 31 &+ Int($1) } % partitions }

    var program: Program {
        switch self {
        case .conversation, .desk: .router
        case .presence: .presence
        case .record: .book
        }
    }

    var description: String {
        switch self {
        case .conversation(let number): "conversation/\(number)"
        case .desk: "desk"
        case .presence(let number): "presence/\(number)"
        case .record(let number): "record/\(number)"
        }
    }
}

enum Program: String, CaseIterable {
    case router
    case presence
    case book
}

/// One message on an internal stream.
struct Letter {
    let to: Place
    /// The partition that sent it and its number on that way; nil from outside, where ids tell repeats.
    let origin: Origin?
    let content: Content

    struct Origin: Hashable {
        let from: Place
        let number: Int
    }

    enum Content {
        case start(ConversationID, SessionID, channel: ChannelID, Cause)
        case conversation(ConversationID, Conversation.Event)
        case desk(Desk.Event)
        case agent(AgentID, AgentCommand)
        case event(ConversationID, ConversationEvent)
        case note(ConversationID, Conversation.BookNote)
        case timer(TimerName, token: String, due: Instant)
    }

    /// What comes to an agent's partition.
    enum AgentCommand {
        case presence(Presence.Event, Cause?)
        case forward(ConversationID, Conversation.Event)
    }
}

/// A durable timer; setting one replaces the one of the same name.
enum TimerName: Hashable {
    case conversation(ConversationID, Conversation.Timer)
    case desk(Desk.Timer)
    case presence(AgentID, Presence.Timer)

    var place: Place {
        switch self {
        case .conversation(let id, _): .of(id)
        case .desk: .desk
        case .presence(let id, _): .of(id)
        }
    }

    /// For a fixed order: hashes differ from run to run.
    var text: String { "\(self)" }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}
