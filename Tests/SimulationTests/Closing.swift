import Domain
import Identifiers

/// What must be true when everybody has gone home and all clocks have run down.
struct Closing {
    let world: World
    private var complaints: [String] = []

    static func check(_ world: World) -> [String] {
        var closing = Closing(world: world)
        closing.checkHouse()
        closing.checkDesk()
        for conversation in world.conversations.values.sorted(by: { $0.id < $1.id }) { closing.check(conversation) }
        closing.checkCommands()
        return closing.complaints
    }

    private init(world: World) { self.world = world }

    private mutating func checkHouse() {
        if !world.broker.isEmpty { complaints.append("messages are left in the streams") }
        for (partition, shelf) in world.stores.values.flatMap(\.shelves).sorted(by: { $0.key < $1.key }) {
            if !shelf.outbox.isEmpty { complaints.append("\(partition) has \(shelf.outbox.count) rows unsent") }
            if !shelf.parked.isEmpty { complaints.append("\(partition) has parked messages") }
            for name in shelf.timers.keys where !Self.isHarmless(name) {
                complaints.append("\(partition) has a timer left: \(Words.short("\(name)"))")
            }
        }
        for visit in world.people.visits where world.conversation(visit.id) == nil {
            complaints.append("\(visit.id) was never opened")
        }
    }

    /// Wallboards look at the calendar for ever.
    static func isHarmless(_ name: Alarm.Name) -> Bool {
        if case .desk(.figures) = name { true } else { false }
    }

    private mutating func checkDesk() {
        for agent in world.desk.agents.values.sorted(by: { $0.id < $1.id }) where agent.load > 0 {
            complaints.append("\(agent.id) still holds \(agent.active.keys.sorted()) \(agent.offered.keys.sorted())")
        }
        for agent in world.desk.agents.values.sorted(by: { $0.id < $1.id }) where !agent.channels.isEmpty {
            complaints.append("\(agent.id) went home and is still logged in at the desk")
        }
        if !world.desk.places.isEmpty { complaints.append("places are left: \(world.desk.places.keys.sorted())") }
    }

    private mutating func check(_ conversation: Conversation) {
        let id = conversation.id
        if !conversation.isClosed { complaints.append("\(id) never ended: \(Words.short("\(conversation.state)"))") }
        let events = world.page(of: id)?.events ?? []
        let closings = events.count { if case .closed = $0.content { true } else { false } }
        if closings != 1 { complaints.append("\(id) was closed \(closings) times") }
        let ends = events.count { if case .finished = $0.content { true } else { false } }
        if ends > 1 { complaints.append("\(id) was finished \(ends) times") }
        let said = events.compactMap { event in
            if case .message(_, let message) = event.content, event.line?.from.kind == .customer {
                message
            } else {
                nil
            }
        }
        let sent = world.ledger.sent.filter { command in
            guard case .customerLine = command.kind else { return false }
            return command.conversation == id && !world.ledger.refusedForGood.contains(command.id)
        }
        if said != sent.map(\.id) { complaints.append("\(id) lines sent \(sent.map(\.id)), in the book \(said)") }
    }

    /// Nothing a person sent is without an answer or an effect, and nothing has two.
    private mutating func checkCommands() {
        var effects = Effects(world)
        for command in world.ledger.sent {
            guard world.ledger.settled.contains(command.id) else {
                complaints.append("nobody knows what became of \(command.id)")
                continue
            }
            guard let (count, what) = effects.count(of: command) else { continue }
            let due = world.ledger.applies(command.id) ? 1 : 0
            if count != due { complaints.append("\(command.id) should have \(due) effects, has \(count): \(what)") }
        }
    }
}
