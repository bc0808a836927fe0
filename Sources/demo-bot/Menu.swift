import Contracts
import Domain
import Identifiers

/// A hand-over to a human, with what the human wants to know.
struct HandOver: Equatable {
    /// Nil: the customer picks among the channel's subjects.
    let subject: SubjectID?
    let summary: String
    let attributes: [String: String]
}

/// What the demo bot does on a turn. Pure: everything it knows is in the turn.
enum Menu {
    enum Move: Equatable {
        case say([FromBot.Reply])
        /// Say whether the channel is open now, which only the engine knows.
        case lookUpHours
        case handOver(HandOver)
        case end([FromBot.Reply])
    }

    static func move(for turn: ToBot.Turn) -> Move {
        guard turn.kind == .message else { return .say([Wording.greeting(turn.customer?.name)]) }
        guard let choice = choice(in: turn) else { return .say([Wording.notUnderstood]) }
        switch choice {
        case .menu: return .say([Wording.menu])
        case .hours: return .lookUpHours
        case .bill: return .say([Wording.bill])
        case .agent: return .say([Wording.subjects])
        case .agentForBill: return .handOver(handOver(turn, choice, to: "boleto"))
        case .agentForSupport: return .handOver(handOver(turn, choice, to: "suporte"))
        case .agentForOther: return .handOver(handOver(turn, choice, to: nil))
        case .goodbye: return .end([Wording.goodbye])
        }
    }

    private static func choice(in turn: ToBot.Turn) -> MenuChoice? {
        turn.optionId.flatMap { MenuChoice(rawValue: $0) } ?? turn.text.flatMap { MenuChoice(understanding: $0) }
    }

    private static func handOver(_ turn: ToBot.Turn, _ choice: MenuChoice, to subject: String?) -> HandOver {
        var summary = "O cliente escolheu no menu do bot: \(choice.label)."
        if let text = turn.text, MenuChoice(named: text) == nil {
            summary += " Ele escreveu: \(text.prefix(Wording.quoteLimit))"
        }
        return HandOver(
            subject: subject.map { SubjectID(trusted: $0) }, summary: summary,
            attributes: ["origem": "demo-bot", "escolha": choice.rawValue])
    }
}
