import Domain
import Foundation

/// The inputs of the rules as the journal keeps them: who wrote them and who runs them again read the same kinds.
public enum RuleInput: Sendable {
    case opened(Conversation.Identity, Conversation.Start)
    case conversation(Conversation.Event)
    case desk(Desk.Event)
    /// A desk as it was before the next input.
    case deskState(Desk.Snapshot)

    public enum Kind: String, Sendable {
        case opened
        case conversation
        case desk
        case deskState = "desk.state"
    }

    private struct Opening: Codable {
        let identity: Conversation.Identity
        let start: Conversation.Start
    }

    /// The journal's subject of a tenant's desk; conversations are their ids, which have no slash.
    public static func subject(ofDesk tenant: String) -> String { "desk/\(tenant)" }

    /// - Throws: what does not fit the kind; or a kind of a later version.
    public init(kind: String, body: [UInt8]) throws {
        switch Kind(rawValue: kind) {
        case .opened:
            let opening = try InternalBody.decode(Opening.self, from: body)
            self = .opened(opening.identity, opening.start)
        case .conversation: self = .conversation(try InternalBody.decode(Conversation.Event.self, from: body))
        case .desk: self = .desk(try InternalBody.decode(Desk.Event.self, from: body))
        case .deskState: self = .deskState(try InternalBody.decode(Desk.Snapshot.self, from: body))
        case nil: throw ContractError(path: "kind", expected: "expected a kind of input known here, got \(kind)")
        }
    }

    public func encoded() throws -> (kind: Kind, body: [UInt8]) {
        switch self {
        case .opened(let identity, let start):
            (.opened, try InternalBody.encode(Opening(identity: identity, start: start)))
        case .conversation(let event): (.conversation, try InternalBody.encode(event))
        case .desk(let event): (.desk, try InternalBody.encode(event))
        case .deskState(let state): (.deskState, try InternalBody.encode(state))
        }
    }
}

/// What an input made the rules decide, in one spelling: the same decisions are the same bytes, in any process.
public enum Decided {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    /// A conversation's decisions; nil if there are none.
    public static func bytes(of actions: [Conversation.Action]) throws -> [UInt8]? {
        let decisions = actions.compactMap { action -> Decision? in
            guard case .publish(let event) = action, case .decided(let decision) = event.content else { return nil }
            return decision
        }
        return decisions.isEmpty ? nil : Array(try encoder.encode(decisions))
    }

    /// What a desk decides is what it answers to a request for a place; nil if nothing was.
    public static func bytes(of actions: [Desk.Action]) throws -> [UInt8]? {
        let answers = actions.compactMap { action -> Answered? in
            guard case .conversation(let id, let answer) = action else { return nil }
            switch answer {
            case .enqueued, .refused, .assigned: return Answered(conversation: id.text, answer: answer)
            case .withdraw, .position, .agentLost, .agentBack, .agentDismissed, .askedBack: return nil
            }
        }
        return answers.isEmpty ? nil : Array(try encoder.encode(answers))
    }

    private struct Answered: Encodable {
        let conversation: String
        let answer: Conversation.DeskAnswer
    }
}
