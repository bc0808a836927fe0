import Domain
import Identifiers

/// What one program has committed. It survives everything.
final class Store {
    var shelves: [Partition: Shelf] = [:]
    /// Rows which the owners of both streams of `agent-presence` read anew each time.
    var presences: [AgentID: Presence] = [:]
}

/// What a store keeps for one partition.
struct Shelf {
    /// Raised by whoever takes the partition; every commit checks it.
    var epoch = 0
    /// The inbox: the highest row handled of each source.
    var marks: [Partition: Int] = [:]
    /// The last number given to an outbox row.
    var lastRow = 0
    var outbox: [Row] = []
    var timers: [Alarm.Name: Alarm] = [:]
    var timersSet = 0
    var parked: [ParkedLetter] = []

    var conversations: [ConversationID: Conversation] = [:]
    /// The commands each conversation has seen, with what was answered to the refused ones.
    var commands: [CommandKey: Refusal?] = [:]
    var desk = Desk(tenant: Company.tenant.id)
    /// The commands carried out at the agents' door.
    var done: Set<CommandKey> = []
    var pages: [ConversationID: Page] = [:]

    /// One publication that is promised by a commit.
    struct Row {
        let number: Int
        let letter: Letter
    }

    /// A message whose handling failed, or one behind it.
    struct ParkedLetter {
        let letter: Letter
        var attempts: Int
    }
}

/// One command of one sender to one addressee.
struct CommandKey: Hashable {
    let addressee: String
    let sender: CommandSender
    let id: String
}

/// One conversation in the book.
struct Page {
    var record = Record()
    var events: [ConversationEvent] = []
    var lines = 0
    /// The command behind each accepted save.
    var saves: [String] = []
    /// Revisions made by what customers said of themselves.
    var identifications = 0
}
