import Contracts
import Domain
import Identifiers

/// One decision as a sentence: what, on which grounds, and who was not chosen.
struct DecisionWords {
    let language: Language
    let names: Names
    let decision: Answer.Decision

    private var checks: CheckWords { CheckWords(language: language, names: names) }
    private var grounds: String { checks.sentence(decision.checks) }

    var sentence: String {
        switch Decision.Verdict(rawValue: decision.decision) {
        case .bot: language("O bot responde primeiro: \(grounds).", "The bot answers first: \(grounds).")
        case .offerSubjects:
            language("Os assuntos foram oferecidos: \(grounds).", "The subjects were offered: \(grounds).")
        case .enqueue where grounds.isEmpty:
            language("O lugar na fila está guardado.", "It has its place in the queue.")
        case .enqueue: language("Entrou na fila: \(grounds).", "Into the queue: \(grounds).")
        case .assign: assignment
        case .refuse: language("Não pôde entrar: \(grounds).", "It could not enter: \(grounds).")
        case .refuseHandOver:
            language("A passagem do bot foi recusada: \(grounds).", "The bot's hand-over was refused: \(grounds).")
        case .requeue: language("Voltou para a fila: \(grounds).", "Back into the queue: \(grounds).")
        case .transfer: language("Em transferência: \(grounds).", "Being handed over: \(grounds).")
        case .reassign: language("Mudou de lugar: \(grounds).", "Put somewhere else: \(grounds).")
        case .close: language("Encerrada: \(grounds).", "Ended: \(grounds).")
        case nil: "\(decision.decision): \(grounds)"
        }
    }

    private func check(_ name: String) -> Check? { decision.checks.first { $0.check == name } }

    var chosen: String? { decision.candidates?.first(where: \.chosen)?.agentId.text }

    /// `to Ana, who had the fewest conversations, as soon as …, after a wait of …`.
    private var assignment: String {
        let head = language(
            "Oferecida a \(names.agent(chosen)), que \(merit), \(moment); esperava havia \(waited).",
            "Offered to \(names.agent(chosen)), who \(meritInEnglish), \(moment), after a wait of \(waited).")
        return others.isEmpty ? head : head + " " + language("Não escolhidos: ", "Not chosen: ") + others + "."
    }

    var merit: String { language.merit(check("chosen")?.result ?? "?") }

    private var meritInEnglish: String {
        check("chosen")?.result == "only_one_free" ? "was the only one who could be asked" : merit
    }

    var moment: String {
        let because = check("because")
        return language.trigger(because?.result ?? "?", names.agent(because?.detail))
    }

    var waited: String {
        let since = (check("waiting_since")?.result).flatMap { Instant(rfc3339: $0) }
        return since.map { language.span(decision.at - $0) } ?? "?"
    }

    /// Everybody who was not chosen, with why.
    var others: String {
        let rest = (decision.candidates ?? []).filter { !$0.chosen }
        var parts = rest.map { "\(names.agent($0.agentId.text)): \(language.obstacle($0.reason))" }
        let more = (decision.candidateCount ?? 0) - rest.count - 1
        if more > 0 { parts.append(language("e mais \(more)", "and \(more) more")) }
        return parts.joined(separator: "; ")
    }
}
