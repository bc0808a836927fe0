import Contracts
import Domain
import Foundation
import Identifiers
import Storage
import Testing

@testable import Worker
@testable import protocol_writer

/// A book in a folder of its own, written to as the router would: for tests that read as transcripts.
final class Shelf {
    static let acme = TenantID(trusted: "acme")
    static let site = ChannelID(trusted: "site")
    static let ana = AgentID(trusted: "ana")
    static let fin = QueueID(trusted: "fin")

    let store: Store
    var handler = BookHandler()
    /// Lets every message fail once after it was handled, as if a later one had spoilt the batch.
    var undoesEveryFirstTry = false
    let topology = Topology()
    var now = Instant(milliseconds: 1_795_366_032_000)
    private var messages = 0
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("book-\(UUID().uuidString)").path
        store = try Store(
            StoreLocation("sqlite:\(folder)"), program: "protocol-writer",
            installation: Installation(prefix: "guiche", partitions: 16), migrations: Tables.migrations)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// What one message made the book send.
    struct Sent {
        let events: [PublicEvent]
        let answers: [Conversation.BookAnswer]
    }

    private struct Undone: Error {}

    /// Handles one message in a transaction and a savepoint of its own, as the loop does.
    @discardableResult
    func handle(_ head: Head, _ body: [UInt8]) throws -> Sent {
        let message = Inbound(stream: .record, partition: topology.partition(of: head.key), head: head, body: body)
        if undoesEveryFirstTry {
            #expect(throws: Undone.self) { try handle(message) { throw Undone() } }
        }
        return try handle(message) {}
    }

    private func handle(_ message: Inbound, then end: () throws -> Void) throws -> Sent {
        try store.write { transaction in
            let work = Work(
                topology: topology, now: now, transaction: transaction, stream: .record,
                partition: message.partition)
            do {
                try transaction.savepoint {
                    try handler.handle(message, in: work)
                    try end()
                }
            } catch {
                handler.rollBack(message)
                throw error
            }
            return try Sent(work)
        }
    }

    func nextID() -> String {
        messages += 1
        return "m-\(messages)"
    }

    /// Handles a note, as the conversation sends it.
    @discardableResult
    func note(_ note: Conversation.BookNote, _ talk: Talk) throws -> Sent {
        let head = Head(
            type: MessageType(InternalType.bookNote), id: nextID(), tenant: Self.acme, key: talk.identity.id.text,
            at: now)
        return try handle(head, try InternalBody.encode(note))
    }
}

extension Shelf.Sent {
    fileprivate init(_ work: Work) throws {
        var events: [PublicEvent] = []
        var answers: [Conversation.BookAnswer] = []
        for outgoing in work.outgoing {
            switch outgoing.content {
            case .event(let event): events.append(event)
            case .hop(_, _, _, let body):
                answers.append(try InternalBody.decode(Conversation.BookAnswer.self, from: body))
            case .direct: break
            }
        }
        self.events = events
        self.answers = answers
    }
}

/// One conversation whose events are written down.
final class Talk {
    let identity: Conversation.Identity
    private let shelf: Shelf
    private(set) var seq = 0
    private(set) var line = 0

    init(_ shelf: Shelf, session: String = "s1", number: Int = 1, customer: Customer? = nil) throws {
        self.shelf = shelf
        let session = SessionID(trusted: session)
        identity = Conversation.Identity(
            id: ConversationID(tenant: Shelf.acme, channel: Shelf.site, session: session), tenant: Shelf.acme,
            channel: Shelf.site, session: session,
            protocolNumber: ProtocolNumber.make(date: CalendarDate(dayNumber: 20_000), sequence: number),
            openedAt: shelf.now)
        try shelf.note(.opened(identity, customer, attributes: ["plano": "ouro"]), self)
        try publish(to: [customerAudience]) {
            Event.ConversationOpened($0, line: self.spoken("Protocolo \(self.identity.protocolNumber)"))
        }
    }

    var customerAudience: Audience { .customer(Shelf.acme, Shelf.site, identity.session) }
    var agentAudience: Audience { .agent(Shelf.acme, Shelf.ana) }

    func spoken(_ text: String, from: Speaker = .system) -> SpokenLine {
        line += 1
        return SpokenLine(line: line, text: text, from: from)
    }

    @discardableResult
    func publish(to audiences: [Audience], _ event: (Occurrence) -> some Message) throws -> Shelf.Sent {
        seq += 1
        let (head, body) = try written(to: audiences, event)
        return try shelf.handle(head, body)
    }

    func written(to audiences: [Audience], _ event: (Occurrence) -> some Message) throws -> (Head, [UInt8]) {
        let about = Occurrence(
            tenant: Shelf.acme, conversationId: identity.id, protocol: identity.protocolNumber,
            channelId: Shelf.site, sessionId: identity.session, seq: seq, at: shelf.now)
        let message = event(about)
        let head = Head(
            type: message.type, id: shelf.nextID(), tenant: Shelf.acme, key: identity.id.text, at: shelf.now,
            audience: audiences.map(\.name))
        return (head, try message.encoded())
    }

    @discardableResult
    func say(_ text: String, from: Speaker = .customer) throws -> Shelf.Sent {
        try publish(to: [customerAudience, agentAudience]) {
            Event.ConversationMessage(
                $0, line: self.spoken(text, from: from), messageId: "said-\(self.seq)", visibility: .public)
        }
    }

    @discardableResult
    func whisper(_ text: String) throws -> Shelf.Sent {
        try publish(to: [agentAudience]) {
            Event.ConversationMessage($0, line: nil, messageId: "note-\(self.seq)", visibility: .internal)
        }
    }

    @discardableResult
    func accept() throws -> Shelf.Sent {
        try publish(to: [customerAudience]) {
            Event.ConversationQueued($0, queueId: Shelf.fin, subjectId: SubjectID(trusted: "boleto"), position: 1)
        }
        return try publish(to: [customerAudience, agentAudience]) {
            Event.ConversationAccepted(
                $0, line: self.spoken("Ana atende"), agentId: Shelf.ana, agentName: "Ana",
                offerId: OfferID(trusted: "o1"))
        }
    }

    func finish() throws {
        try publish(to: [customerAudience, agentAudience]) {
            Event.ConversationFinished($0, line: self.spoken("Fim"), by: .agent, reason: .finished)
        }
    }

    func close(_ outcome: Outcome) throws {
        try publish(to: [customerAudience, agentAudience]) { Event.ConversationClosed($0, outcome: outcome) }
    }

    @discardableResult
    func save(
        at revision: Int, customer: JSONObject? = nil, service: JSONObject? = nil, final: Bool = false
    ) throws -> Shelf.Sent {
        try shelf.note(
            .save(
                RecordChange(revision: revision, customer: customer, service: service, final: final), by: Shelf.ana,
                Cause(id: "save-\(revision)", type: "agent.protocol.saved.v1", sender: .agent(Shelf.ana))),
            self)
    }

    /// The record as `protocol.read` gives it.
    func document(afterLine: Int? = nil, limit: Int? = nil) throws -> Answer.ProtocolDocument {
        let query = Query.ProtocolRead(
            tenant: Shelf.acme, number: ShortText(trusted: identity.protocolNumber),
            afterLine: afterLine.map(Natural.init(trusted:)), limit: limit.map(ReadSize.init(trusted:)))
        return try #require(try shelf.store.readNow { try ProtocolReading(query).document($0.database) })
    }

    func snapshot(
        for reader: Query.Reader, after: Int? = nil, limit: Int? = nil
    ) throws -> Answer.ConversationSnapshot {
        let query = Query.ConversationRead(
            tenant: Shelf.acme, channelId: Shelf.site, sessionId: identity.session, audience: reader,
            afterSeq: after.map(Natural.init(trusted:)), limit: limit.map(ReadSize.init(trusted:)))
        return try #require(try shelf.store.readNow { try ConversationReading(query).snapshot($0.database) })
    }
}
