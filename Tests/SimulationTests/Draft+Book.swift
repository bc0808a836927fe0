import Domain
import Identifiers

/// `protocol-writer`: writes what happened, answers saves.
extension Draft {
    mutating func write(_ event: ConversationEvent, _ id: ConversationID) {
        var page = shelf.pages[id] ?? Page()
        defer { shelf.pages[id] = page }
        if event.seq <= page.events.count {
            if page.events[event.seq - 1] != event {
                account.complaints.append("\(id) seq \(event.seq) was told twice with different content")
            }
            return
        }
        if event.seq != page.events.count + 1 {
            account.complaints.append("\(id) seq \(event.seq) came to the book after \(page.events.count)")
        }
        if let line = event.line {
            if line.number != page.lines + 1 {
                account.complaints.append("\(id) line \(line.number) came to the book after \(page.lines)")
            }
            page.lines = line.number
        }
        page.events.append(event)
        switch event.content {
        case .finished: page.record.finished()
        case .closed(let outcome): page.record.closed(outcome)
        default: break
        }
    }

    mutating func note(_ note: Conversation.BookNote, _ id: ConversationID) {
        var page = shelf.pages[id] ?? Page()
        switch note {
        case .save(let change, _, let cause):
            send(.conversation(id, .book(save(change, cause, in: &page))), to: .of(id))
        case .identified(let customer, let agent):
            let fields: JSONObject = customer.name.map { ["name": .string($0)] } ?? [:]
            if page.record.identified(fields, isOpen: agent != nil) { page.identifications += 1 }
        case .form(let form, let values): page.record.formReceived(form, values)
        case .erase: page.record.erase()
        case .opened, .fencedOff: break
        }
        shelf.pages[id] = page
    }

    /// Compare-and-set on the revision.
    private func save(_ change: RecordChange, _ cause: Cause, in page: inout Page) -> Conversation.BookAnswer {
        switch page.record.save(change) {
        case .saved(_, let final):
            page.saves.append(cause.id)
            return .saved(final: final)
        case .stale(let current):
            return .refused(
                Refusal(cause: cause, code: .staleRevision, message: "stale", details: ["revision": "\(current)"]))
        }
    }
}
