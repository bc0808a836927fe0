import Domain
import Identifiers

/// What the demonstration says between the lines of its conversations.
enum Narrator {
    static func heading(_ flow: Flow, _ channel: Channel) {
        let number = (Flow.allCases.firstIndex(of: flow) ?? 0) + 1
        Terminal.say("")
        Terminal.say(Terminal.paint("Fluxo \(number): \(flow.title)", .bold))
        Terminal.say(Terminal.paint("     canal \(channel.name)", .dim))
    }

    /// What happens beside the talk.
    static func aside(_ text: String) { Terminal.say(Terminal.paint("     · \(text)", .dim)) }

    /// A flow that was not played, or did not go as the manual says.
    static func alarm(_ text: String) { Terminal.say(Terminal.paint("     ! \(text)", .red)) }
}
