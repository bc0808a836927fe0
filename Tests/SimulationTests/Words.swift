import Domain
import Identifiers

/// Messages in few words. What is not named here shows itself as Swift writes it, shortened.
enum Words {
    static func of(_ content: Letter.Content) -> String {
        switch content {
        case .start(let visit, let cause): "\(visit.id) starts on \(visit.channel) [\(cause.id)]"
        case .conversation(let id, let event): "\(id) \(of(event))"
        case .desk(let event): "desk \(short("\(event)"))"
        case .door(let sender, let command): "\(sender) \(of(command))"
        case .presence(let agent, let event): "\(agent) \(short("\(event)"))"
        case .event(let id, let event): "\(id) seq \(event.seq) \(of(event))"
        case .note(let id, let note): "\(id) \(short("\(note)"))"
        case .bot(let id, let note): "\(id) bot \(short("\(note)"))"
        case .timer(let alarm): "timer \(short("\(alarm.name)")) \(alarm.token)"
        }
    }

    private static func of(_ command: Letter.DoorCommand) -> String {
        switch command {
        case .presence(_, let event, let cause): "\(short("\(event)")) [\(cause.id)]"
        case .sync(_, let cause): "sync [\(cause.id)]"
        case .forward(_, let id, let event), .supervised(let id, let event): "\(id) \(of(event))"
        case .dismiss(let agent, let cause): "dismisses \(agent) [\(cause.id)]"
        }
    }

    static func of(_ event: Conversation.Event) -> String {
        guard let cause = event.cause else { return short("\(event)") }
        return "\(short("\(event)")) [\(cause.id)]"
    }

    private static func of(_ event: ConversationEvent) -> String {
        let line = event.line.map { " line \($0.number) \"\($0.text)\"" } ?? ""
        return short("\(event.content)") + line
    }

    /// Without module names and causes, and not too long.
    static func short(_ text: String) -> String {
        var text = text
        for noise in [
            "Domain.", "Identifiers.", "SimulationTests.", "ConversationEvent.", "ConversationNote.", "DeskAnswer.",
            "AgentNote.", "Resolution.", "Conversation.", "Desk.", "JSONValue.", "Event.",
        ] {
            text = text.replacing(noise, with: "")
        }
        if let cause = text.firstRange(of: ", Cause(id:") { text = text[..<cause.lowerBound] + ")" }
        return text.count > 220 ? text.prefix(220) + "…" : text
    }
}
