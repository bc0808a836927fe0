import Domain
import Identifiers

/// What must hold, whatever happens: looked at after every commit and at the end.
struct Ledger {
    private(set) var complaints: [String] = []
    /// Public lines customers sent, in the order of sending, with the ids under which they were sent.
    private(set) var sent: [ConversationID: [String]] = [:]
    /// Who was refused which of his commands.
    private(set) var refused: Set<Command> = []

    struct Command: Hashable {
        let sender: CommandSender
        let id: String
    }

    mutating func sentLine(_ id: String, in conversation: ConversationID) {
        sent[conversation, default: []].append(id)
    }

    mutating func note(_ handling: Handling) {
        complaints += handling.complaints
        for refusal in handling.refusals { refused.insert(.init(sender: refusal.cause.sender, id: refusal.cause.id)) }
    }

    /// After everybody went home and everything was worked off.
    func atTheEnd(_ world: World) -> [String] {
        let router = world.store(.router)
        let book = world.store(.book)
        var complaints = complaints
        for (id, conversation) in router.conversations.sorted(by: { $0.key < $1.key }) {
            if !conversation.isClosed { complaints.append("\(id) never ended: \(conversation.state)") }
            complaints += check(id, conversation, book.records[id] ?? Store.Page())
        }
        for agent in router.desk.agents.values.sorted(by: { $0.id < $1.id }) where agent.load > 0 {
            complaints.append(
                "\(agent.id) still holds \(agent.active.keys.sorted()) and \(agent.offered.keys.sorted())")
        }
        if !router.desk.places.isEmpty { complaints.append("places are left: \(router.desk.places.keys.sorted())") }
        for (id, presence) in world.store(.presence).presences.sorted(by: { $0.key < $1.key }) where !presence.isAbsent
        {
            complaints.append("\(id) is still logged in at his door")
        }
        return complaints
    }

    private func check(_ id: ConversationID, _ conversation: Conversation, _ page: Store.Page) -> [String] {
        var complaints: [String] = []
        if page.events.count != conversation.progress.seq {
            complaints.append("\(id) told \(conversation.progress.seq) events, the book has \(page.events.count)")
        }
        var accepts: [OfferID: Int] = [:]
        var said: [String] = []
        for event in page.events {
            switch event.content {
            case .accepted(_, _, let offer): accepts[offer, default: 0] += 1
            case .message(_, let messageId) where event.line?.from.kind == .customer: said.append(messageId)
            default: break
            }
        }
        for (offer, count) in accepts where count != 1 { complaints.append("\(id) offer \(offer) won \(count) times") }
        let sender = CommandSender.session(conversation.identity.session)
        let due = (sent[id] ?? []).filter { !refused.contains(.init(sender: sender, id: $0)) }
        if said != due { complaints.append("\(id) lines: sent \(due), in the book \(said)") }
        if page.events.count(where: { if case .closed = $0.content { true } else { false } }) > 1 {
            complaints.append("\(id) was closed twice")
        }
        return complaints
    }
}
