import Domain
import Identifiers

/// A letter in few words, for a transcript.
extension Letter.Content {
    var conversation: ConversationID? {
        switch self {
        case .start(let id, _, _, _), .conversation(let id, _): id
        case .timer(.conversation(let id, _), _, _): id
        case .desk, .agent, .event, .note, .timer: nil
        }
    }

    var words: String {
        switch self {
        case .start(let id, _, let channel, _): "\(id) starts on \(channel)"
        case .conversation(let id, let event): "\(id) \(event)"
        case .desk(let event): "\(event)"
        case .agent(let id, let command): "\(id) \(command)"
        case .event(let id, let event): "\(id) seq \(event.seq) \(event.content)"
        case .note(let id, let note): "\(id) \(note)"
        case .timer(let name, let token, _): "timer \(name) \(token)"
        }
    }
}
