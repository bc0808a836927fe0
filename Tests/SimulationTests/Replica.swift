import Domain
import Identifiers

/// A running copy of a program: everything in it is gone after a crash.
final class Replica {
    let program: Program
    let number: Int
    var holdings: [Partition: Holding] = [:]
    /// Stopped until then; it does not know it.
    var frozen: Freeze?
    /// It will crash with its next transaction, before the commit.
    var isDoomed = false

    struct Freeze {
        let since: Instant
        let until: Instant
        /// The broker has given its partitions to somebody else.
        var isNoticed = false
    }

    init(program: Program, number: Int) {
        self.program = program
        self.number = number
    }

    func isFrozen(at now: Instant) -> Bool { frozen.map { now < $0.until } ?? false }

    var name: String { "\(program) \(number % 2 + 1)" }
}

/// A partition as a replica sees it that consumes from it.
final class Holding {
    let tag: Int
    /// Nil until the first delivery tells it that it is the active consumer.
    var taken: Memory?
    var signs = Draft.Signs()
    /// Delivered and not handled yet.
    var buffer: ArraySlice<Letter> = []
    /// Handled and not acknowledged yet: up to which outbox row everything has to be confirmed first.
    var handled: [Int] = []
    /// Committed and not sent yet, in order.
    var unsent: ArraySlice<Shelf.Row> = []
    /// Sent and not confirmed yet, in order.
    var flights: [Flight] = []

    init(tag: Int) { self.tag = tag }

    /// What a replica keeps of its partition in memory, and does not read again.
    struct Memory {
        let epoch: Int
        private let marks: [Partition: Int]
        private let lastRow: Int
        private let conversations: [ConversationID: Conversation]
        private let desk: Desk

        init(_ shelf: Shelf, epoch: Int) {
            self.epoch = epoch
            marks = shelf.marks
            lastRow = shelf.lastRow
            conversations = shelf.conversations
            desk = shelf.desk
        }

        func remember(in shelf: inout Shelf) {
            shelf.marks = marks
            shelf.lastRow = lastRow
            shelf.conversations = conversations
            shelf.desk = desk
        }
    }

    /// A publication on its way to the broker and its confirm on the way back.
    struct Flight {
        let row: Shelf.Row
        var state = State.sent

        enum State {
            case sent
            case arrived
            case confirmed
        }
    }

    /// The lowest row that nobody is known to have.
    var lowestOpenRow: Int { flights.first?.row.number ?? unsent.first?.number ?? .max }
}
