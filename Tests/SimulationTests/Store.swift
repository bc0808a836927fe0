import Domain
import Identifiers

/// What one program has committed. A value: a transaction works on a copy, which is kept or thrown away whole.
struct Store {
    var conversations: [ConversationID: Conversation] = [:]
    /// The commands each conversation has seen, and what it answered to those it refused.
    var commands: [String: Refusal?] = [:]
    var desk = Desk(tenant: House.tenant.id)
    var presences: [AgentID: Presence] = [:]
    var records: [ConversationID: Page] = [:]
    /// The highest number handled of each way, by its receiver.
    var marks: [Way: Int] = [:]
    /// The last number given on each way, by its sender.
    var numbers: [Way: Int] = [:]
    /// What each partition has still to send, in order.
    var outbox: [Place: [Letter]] = [:]
    var timers: [TimerName: Alarm] = [:]
    /// Raised by whoever takes a partition; every commit checks it.
    var epochs: [Place: Int] = [:]

    struct Way: Hashable {
        let from: Place
        let to: Place
    }

    struct Alarm {
        let due: Instant
        let token: String
    }

    /// One conversation in the book.
    struct Page {
        var record = Record()
        var events: [ConversationEvent] = []
        var lines = 0
    }

    mutating func send(_ content: Letter.Content, to: Place, from: Place) {
        let way = Way(from: from, to: to)
        let number = (numbers[way] ?? 0) + 1
        numbers[way] = number
        outbox[from, default: []].append(Letter(to: to, origin: .init(from: from, number: number), content: content))
    }

    /// Whether a letter is new; one that was handled before is not.
    mutating func isNew(_ letter: Letter) -> Bool {
        guard let origin = letter.origin else { return true }
        let way = Way(from: origin.from, to: letter.to)
        guard origin.number > marks[way] ?? 0 else { return false }
        marks[way] = origin.number
        return true
    }

    /// The timers of a partition that are due, the earliest first.
    func due(of place: Place, at now: Instant) -> [TimerName] {
        timers.filter { $0.key.place == place && $0.value.due <= now }
            .sorted { ($0.value.due, $0.key.text) < ($1.value.due, $1.key.text) }.map(\.key)
    }
}
