import Contracts
import Domain
import Identifiers

/// What happened in a conversation, in order: decisions and told events, each once.
struct History {
    enum Moment {
        case decision(Answer.Decision)
        case event(ToldEvent)

        var seq: Int {
            switch self {
            case .decision(let decision): decision.seq
            case .event(let event): event.seq
            }
        }

        var at: Instant {
            switch self {
            case .decision(let decision): decision.at
            case .event(let event): event.at
            }
        }
    }

    let moments: [Moment]

    init(decisions: [Answer.Decision], events: [Answer.PastEvent]) {
        var seen: Set<Int> = []
        let all = decisions.map(Moment.decision) + events.compactMap(ToldEvent.init).map(Moment.event)
        moments = all.filter { seen.insert($0.seq).inserted }.sorted { $0.seq < $1.seq }
    }

    var decisions: [Answer.Decision] { moments.compactMap { if case .decision(let it) = $0 { it } else { nil } } }
    var events: [ToldEvent] { moments.compactMap { if case .event(let it) = $0 { it } else { nil } } }

    func last(_ type: MessageType) -> ToldEvent? { events.last { $0.type == type } }
}

/// An event as it was told, with the members a story looks at.
struct ToldEvent {
    let type: MessageType
    let seq: Int
    let at: Instant
    private let members: JSONObject

    init?(_ event: Answer.PastEvent) {
        guard case .object(let members) = event.body, case .integer(let seq)? = members["seq"],
            let at = members["at"]?.text.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        type = event.type
        self.seq = Int(seq)
        self.at = at
        self.members = members
    }

    /// A member that is a text.
    subscript(_ name: String) -> String? { members[name]?.text }

    /// A member that is a number.
    func number(_ name: String) -> Int? {
        if case .integer(let value)? = members[name] { Int(value) } else { nil }
    }

    /// Who said the line.
    var speaker: String? {
        if case .object(let from)? = members["from"] { from["kind"]?.text } else { nil }
    }
}
