import Contracts
import Domain
import Identifiers
import Storage
import Worker

/// What comes on the stream `record`: events are written down, notes change the record, saves are answered.
final class BookHandler: Handler {
    private let book = Book()

    func take(_ stream: Contracts.Stream, _ partition: Int, in work: Work) throws {
        try book.take(try work.transaction())
    }

    func lose(_ stream: Contracts.Stream, _ partition: Int) { book.forgetAll() }

    func rollBack(_ message: Inbound) { book.forget(message.head.key) }

    func handle(_ message: Inbound, in work: Work) throws {
        guard message.timer == nil else { return }
        switch message.head.type.rawValue {
        case InternalType.bookNote: try note(message, in: work)
        case InternalType.intervention: try intervention(message, in: work)
        default: try event(message, in: work)
        }
    }

    private func intervention(_ message: Inbound, in work: Work) throws {
        let intervention = try InternalBody.decode(Intervention.self, from: message.body)
        try work.transaction().note(
            Interventions.Entry(
                id: intervention.id, at: intervention.at, action: intervention.action.rawValue,
                subject: intervention.subject, key: intervention.message.key, by: intervention.by,
                reason: intervention.reason, message: try InternalBody.encode(intervention.message)), at: work.now)
    }

    private func event(_ message: Inbound, in work: Work) throws {
        let transaction = try work.transaction()
        guard let entry = try book.append(message.head, message.body, random: work.random(), transaction),
            message.head.type == Event.ConversationAccepted.type
        else { return }
        let lines = try LastLines.read(of: entry.row, transaction)
        let opened = entry.row.opened(lines, at: max(work.now, entry.event.at.instant))
        try tell(
            entry.row.audience(), opened, number: entry.row.reach.seq, about: entry.row, cause: message.head,
            in: work)
    }

    private func note(_ message: Inbound, in work: Work) throws {
        let transaction = try work.transaction()
        switch try InternalBody.decode(Conversation.BookNote.self, from: message.body) {
        case .opened(let identity, let customer, let attributes):
            try book.open(identity, customer, attributes: attributes, transaction)
        case .identified(let customer, let agent):
            try identified(customer, shownTo: agent, message, in: work)
        case .form(let form, let values):
            try book.form(form, values, message.head.key, transaction)
        case .fencedOff(let bot, let texts, let cause, let handOver):
            try book.fenced(
                bot, texts, handOver, cause, at: max(work.now, message.head.at), message.head.key, transaction)
        case .save(let change, _, let cause):
            try save(change, cause, message, in: work)
        case .erase(let cause):
            try erase(cause, message, in: work)
        }
    }

    private func identified(
        _ customer: Customer, shownTo agent: AgentID?, _ message: Inbound, in work: Work
    ) throws {
        let now = max(work.now, message.head.at)
        let row = try book.identified(
            customer, isOpen: agent != nil, at: now, message.head.key, try work.transaction())
        guard let row else { return }
        try tell(
            [agent.map { .agent(row.identity.tenant, $0) }].compactMap(\.self), row.revised(final: false, at: now),
            number: row.record.revision, about: row,
            cause: message.head, in: work)
    }

    private func save(
        _ change: RecordChange, _ cause: Cause, _ message: Inbound, in work: Work
    ) throws {
        let now = max(work.now, message.head.at)
        let (result, row) = try book.save(change, by: cause.sender, at: now, message.head.key, try work.transaction())
        switch result {
        case .saved(_, let final):
            try answer(.saved(final: final), to: cause, message.head, in: work)
            try tell(
                row.audience(of: cause.sender), row.revised(final: final, at: now), number: row.record.revision,
                about: row,
                cause: message.head, in: work)
        case .stale(let current):
            let refusal = Refusal(
                cause: cause, code: .staleRevision,
                message: "The record was read at revision \(change.revision) and is at \(current) now.",
                details: ["revision": "\(current)"])
            try answer(.refused(refusal), to: cause, message.head, in: work)
        }
    }

    private func erase(_ cause: Cause?, _ message: Inbound, in work: Work) throws {
        let now = max(work.now, message.head.at)
        let row = try book.erase(message.head.key, at: now, try work.transaction())
        guard case .supervisor(let supervisor)? = cause?.sender else { return }
        let erased = Event.ProtocolErased(
            tenant: row.identity.tenant, conversationId: row.identity.id, at: now,
            protocol: row.identity.protocolNumber, supervisorId: supervisor)
        try tell(
            [.supervisor(row.identity.tenant, supervisor)], erased, number: 0, about: row, cause: message.head,
            in: work)
    }

    private func answer(
        _ answer: Conversation.BookAnswer, to cause: Cause, _ note: Head, in work: Work
    ) throws {
        let head = Head(
            type: MessageType(InternalType.bookAnswer),
            id: UniqueID.derived(from: InternalType.bookAnswer, note.key, cause.id), tenant: note.tenant,
            key: note.key, sender: Sender(kind: .system, id: ProtocolWriter.name), at: work.now, trace: note.trace)
        work.send(head, try InternalBody.encode(answer), to: .conversation, key: note.key)
    }

    /// Publishes to those who have the record before them. The id is derived from `number`, which is another for every
    /// message of this type in the conversation and the same for a repeat.
    private func tell(
        _ audiences: [Audience], _ message: some Message, number: Int, about row: RecordRow, cause: Head,
        in work: Work
    ) throws {
        guard !audiences.isEmpty else { return }
        work.publish(
            PublicEvent(
                routingKeys: audiences.map { $0.routingKey(for: message.type) }, type: message.type.rawValue,
                messageId: UniqueID.derived(from: message.type.rawValue, row.identity.id.text, "\(number)"),
                correlationId: row.identity.id.text, at: max(work.now, cause.at), trace: cause.trace,
                body: try message.encoded()))
    }
}

extension RecordRow {
    /// The agent of the conversation, if one has accepted it.
    fileprivate func audience() -> [Audience] {
        standing.agent.map { [.agent(identity.tenant, AgentID(trusted: $0))] } ?? []
    }

    /// Who has to know of a save: the agent who saved; a supervisor who did, and the agent whose record it is.
    fileprivate func audience(of author: CommandSender) -> [Audience] {
        switch author {
        case .agent(let id): [.agent(identity.tenant, id)]
        case .supervisor(let id): [.supervisor(identity.tenant, id)] + audience()
        case .session, .bot, .system: []
        }
    }
}
