import Contracts
import Domain
import Foundation
import Identifiers

/// What the book looks at in the body of every public event; the body itself is kept word for word.
///
/// Small views instead of a type per event, because every event of every conversation is read here: what only some
/// types have is in ``EventChange``, what only readers of the transcript need in ``SpokenEvent``.
struct RecordedEvent: Decodable {
    let seq: Int?
    let at: Timestamp
    // A line of the transcript.
    let line: Int?
    let text: String?
    let from: Speaker?
}

/// What some events change of the record.
struct EventChange: Decodable {
    let queueId: String?
    let subjectId: String?
    let agentId: String?
    let toQueueId: String?
    let outcome: String?
    let dueAt: Timestamp?
    let previousProtocol: String?
}

/// A line of the transcript as it was published.
struct SpokenEvent: Decodable {
    let line: Int
    let at: Timestamp
    /// Nil after the person was erased.
    let text: String?
    let from: Speaker
    let messageId: String?
    let options: [Option]?
}

/// Reads a body as one of these views.
enum EventBody {
    private static let decoder = JSONDecoder()

    static func read<View: Decodable>(_ body: [UInt8], type: MessageType) throws -> View {
        do {
            return try decoder.decode(View.self, from: Data(body))
        } catch {
            throw BookError.unreadable(type.rawValue, error)
        }
    }
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
    mutating func apply(_ type: MessageType, _ body: [UInt8], at moment: Instant) throws {
        guard Self.changing.contains(type) else { return }
        let change: EventChange = try EventBody.read(body, type: type)
        switch type {
        case Event.ConversationFinished.type:
            record.finished()
            standing.finishedAt = moment
        case Event.ConversationClosed.type:
            if let outcome = change.outcome.flatMap(Outcome.init(rawValue:)) { record.closed(outcome) }
            standing.outcome = change.outcome
            standing.closedAt = moment
        case Event.ConversationAccepted.type:
            standing.agent = change.agentId ?? standing.agent
        case Event.ConversationTransferred.type:
            guard change.outcome == TransferOutcome.accepted.rawValue else { return }
            standing.queue = change.toQueueId ?? standing.queue
        default:
            standing.queue = change.queueId ?? standing.queue
            standing.subject = change.subjectId ?? standing.subject
            standing.dueAt = change.dueAt?.instant ?? standing.dueAt
            standing.previousProtocol = change.previousProtocol ?? standing.previousProtocol
        }
    }

    private static let changing: Set<MessageType> = [
        Event.ConversationOpened.type, Event.ConversationQueued.type, Event.ConversationTransferred.type,
        Event.ConversationAccepted.type, Event.ConversationRefused.type, Event.FormReceived.type,
        Event.ConversationFinished.type, Event.ConversationClosed.type,
    ]
}
