import Contracts
import Domain
import Identifiers
import Storage
import Worker

/// A page of `queue.state.v1`: queue by queue in the order of their ids, who waits and who serves. A queue that is too
/// large for one page goes on in the next under the same id.
struct QueuePage: Sendable {
    /// The most people, waiting or serving, of one page; each takes up to 224 bytes.
    static let limit = 800
    /// What a queue itself counts, with the longest name.
    static let queueWeight = 20

    private let tenant: Tenant
    private let queues: [QueueID]
    private let first: Cursor?

    /// Where the next page begins: `financeiro.800`.
    private struct Cursor {
        let queue: QueueID
        let offset: Int

        init(_ queue: QueueID, _ offset: Int) {
            self.queue = queue
            self.offset = offset
        }

        init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let queue = QueueID(String(parts[0])), let offset = Int(parts[1]), offset >= 0
            else { return nil }
            self.init(queue, offset)
        }

        var text: String { "\(queue).\(offset)" }
    }

    /// - Throws: ``QueryRefusal`` for a cursor that is none of ours.
    init(_ query: Query.QueueStatus, _ tenant: Tenant) throws {
        self.tenant = tenant
        first = try query.cursor.map { text in
            guard let cursor = Cursor(text.value) else {
                throw QueryRefusal(.invalidContract, "cursor: expected the nextCursor of an earlier answer")
            }
            return cursor
        }
        let start = first?.queue
        queues = tenant.queues.keys.sorted().filter { id in
            (query.queueId ?? id) == id && start.map { $0 <= id } ?? true
        }
    }

    func state(of desk: Desk, at now: Instant, in transaction: Transaction) throws -> Answer.QueueState {
        var room = Self.limit
        var found: [Answer.OneQueue] = []
        for id in queues {
            guard let queue = tenant.queues[id] else { continue }
            let offset = first?.queue == id ? first?.offset ?? 0 : 0
            room -= Self.queueWeight
            guard room > 0 else { return Answer.QueueState(queues: found, nextCursor: Cursor(id, offset).text) }
            let line = desk.lines[id]?.entries ?? []
            let members = tenant.members[id] ?? []
            let waiting = line.indices.dropFirst(offset).prefix(room)
            room -= waiting.count
            let serving = members.dropFirst(max(0, offset - line.count)).prefix(room)
            room -= serving.count
            found.append(
                Answer.OneQueue(
                    queueId: id, name: queue.name, open: tenant.isOpen(id, at: now),
                    waiting: try waiting.compactMap { try customer(line[$0], position: $0 + 1, transaction) },
                    agents: serving.map { agent(desk.state(of: $0, in: tenant)) }))
            let end = offset + waiting.count + serving.count
            if end < line.count + members.count {
                return Answer.QueueState(queues: found, nextCursor: Cursor(id, end).text)
            }
        }
        return Answer.QueueState(queues: found)
    }

    private func customer(
        _ entry: Line.Entry, position: Int, _ transaction: Transaction
    ) throws -> Answer.WaitingCustomer? {
        try ConversationShelf.identity(of: entry.conversation, in: transaction).map { identity in
            Answer.WaitingCustomer(
                conversationId: entry.conversation, protocol: identity.protocolNumber, since: entry.since,
                position: position)
        }
    }

    private func agent(_ state: Desk.AgentState) -> Answer.QueueAgent {
        Answer.QueueAgent(
            agentId: state.agent, status: state.status, active: state.active, offered: state.offered,
            capacity: state.capacity)
    }
}
