import Contracts
import Domain
import Foundation
import Identifiers

/// What the book looks at in the body of a public event, whatever its type; the body itself is kept word for word.
///
/// One small view instead of a type per event: every event of every conversation is read here.
struct RecordedEvent: Decodable {
    let seq: Int?
    let at: Timestamp
    // A line of the transcript.
    let line: Int?
    let text: String?
    let from: Speaker?
    let messageId: String?
    let options: [Option]?
    // What some types add.
    let queueId: String?
    let subjectId: String?
    let agentId: String?
    let outcome: Outcome?
    let dueAt: Timestamp?
    let previousProtocol: String?

    private static let decoder = JSONDecoder()

    static func read(_ body: [UInt8], type: MessageType) throws -> RecordedEvent {
        do {
            return try decoder.decode(RecordedEvent.self, from: Data(body))
        } catch {
            throw BookError.unreadable(type.rawValue, error)
        }
    }
}

extension RecordedEvent {
    /// From the column `body`, which was read once before it was written.
    static func read(_ body: String) throws -> RecordedEvent { try read(Array(body.utf8), type: "events.body") }
}

/// Who may read an event in `conversation.read`.
struct Readers: OptionSet {
    let rawValue: Int

    static let customer = Readers(rawValue: 1)
    static let agent = Readers(rawValue: 2)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// From the names of the audiences the event was published to.
    init(audiences: [String]) {
        self = []
        for name in audiences {
            if name.hasPrefix("customer.") { insert(.customer) }
            if name.hasPrefix("agent.") { insert(.agent) }
        }
    }

    init(_ reader: Query.Reader) {
        self =
            switch reader {
            case .customer: .customer
            case .agent: .agent
            }
    }
}

extension RecordRow {
    /// What an event changes of the record (states by ``Domain/Record``). What the event says nothing about stays.
    mutating func apply(_ event: RecordedEvent, type: MessageType) {
        switch type {
        case Event.ConversationOpened.type:
            standing.previousProtocol = event.previousProtocol
        case Event.ConversationQueued.type, Event.ConversationOffered.type:
            standing.queue = event.queueId ?? standing.queue
            standing.subject = event.subjectId ?? standing.subject
        case Event.ConversationAccepted.type:
            standing.agent = event.agentId ?? standing.agent
        case Event.FormReceived.type:
            standing.dueAt = event.dueAt?.instant
        case Event.ConversationFinished.type:
            record.finished()
            standing.finishedAt = event.at.instant
        case Event.ConversationClosed.type:
            if let outcome = event.outcome { record.closed(outcome) }
            standing.outcome = event.outcome?.rawValue
            standing.closedAt = event.at.instant
        default:
            break
        }
    }
}
