import Domain
import Identifiers

/// How often each command shows in the book.
struct Effects {
    private var messages: [String: Int] = [:]
    private var saves: [String: Int] = [:]
    private var accepts: [OfferID: Int] = [:]
    private var claimed: Set<OfferID> = []

    init(_ world: World) {
        for id in world.conversations.keys {
            guard let page = world.page(of: id) else { continue }
            for save in page.saves { saves[save, default: 0] += 1 }
            for event in page.events { note(event.content) }
        }
    }

    private mutating func note(_ content: ConversationEvent.Content) {
        switch content {
        case .message(_, let id), .note(_, let id, _): messages[id, default: 0] += 1
        case .accepted(_, _, let offer): accepts[offer, default: 0] += 1
        default: break
        }
    }

    /// Nil for commands whose effect has no name of its own. Of the accepts of one offer only the one that was not
    /// refused has the effect.
    mutating func count(of command: SentCommand) -> (Int, String)? {
        switch command.kind {
        case .customerLine, .agentLine, .botLine: (messages[command.id] ?? 0, "lines")
        case .save: (saves[command.id] ?? 0, "revisions")
        case .accept(let offer): countAccept(offer)
        case .other: nil
        }
    }

    private mutating func countAccept(_ offer: OfferID) -> (Int, String)? {
        claimed.insert(offer).inserted && accepts[offer] ?? 0 > 1 ? (accepts[offer] ?? 0, "accepts") : nil
    }
}
