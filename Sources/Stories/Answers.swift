import Contracts
import Domain

/// The five questions a reader has (rule 24), answered from the history.
struct Answers {
    let language: Language
    let names: Names
    let record: Answer.ProtocolRecord
    let history: History

    var lines: [String] {
        [
            language("Por que esta fila: ", "Why this queue: ") + whyThisQueue,
            language("Por que este atendente: ", "Why this agent: ") + whyThisAgent,
            language("Por que não os outros: ", "Why not the others: ") + whyNotTheOthers,
            language("Por que naquele momento: ", "Why then: ") + whyThen,
            language("Por que terminou: ", "Why it ended: ") + whyEnded,
        ]
    }

    private func decision(_ verdicts: Set<Decision.Verdict>) -> Answer.Decision? {
        history.decisions.last { Decision.Verdict(rawValue: $0.decision).map(verdicts.contains) ?? false }
    }

    private func grounds(_ decision: Answer.Decision) -> String {
        CheckWords(language: language, names: names).sentence(decision.checks)
    }

    /// The ways into the line in which it was served or waited last: a transfer or a supervisor's act beats the first.
    private var whyThisQueue: String {
        guard let queue = record.queueId else {
            let refusal = decision([.refuse, .bot, .offerSubjects, .close]).map(grounds) ?? "?"
            return language("não chegou a uma fila: \(refusal).", "it came into no queue: \(refusal).")
        }
        let entries: [Answer.Decision] =
            [firstEntry, decision([.reassign]), acceptedTransfer].compactMap(\.self).sorted { $0.seq < $1.seq }
        let why = entries.map(grounds).joined(separator: language("; depois ", "; then "))
        let refused = history.last(Event.ConversationRefused.type).map { language.refusal($0["reason"]) }
        return "\(names.queue(queue.text)): \(entries.isEmpty ? refused ?? "?" : why)."
    }

    private var firstEntry: Answer.Decision? {
        history.decisions.first { [Decision.Verdict.enqueue, .refuse].map(\.rawValue).contains($0.decision) }
    }

    private var acceptedTransfer: Answer.Decision? {
        let wasAccepted = history.events.contains {
            $0.type == Event.ConversationTransferred.type && $0["outcome"] == TransferOutcome.accepted.rawValue
        }
        return wasAccepted ? decision([.transfer]) : nil
    }

    /// The offer that was accepted, else the last one.
    private var offer: DecisionWords? {
        let accepted = history.last(Event.ConversationAccepted.type)
        let offers = history.decisions.filter { $0.decision == Decision.Verdict.assign.rawValue }
        let decision = accepted.map { accept in offers.last { $0.seq < accept.seq } } ?? offers.last
        return decision.map { DecisionWords(language: language, names: names, decision: $0) }
    }

    private var nobodyYet: String {
        language("não foi oferecida a ninguém.", "it was offered to nobody.")
    }

    private var whyThisAgent: String {
        guard let offer else { return nobodyYet }
        let accepted = history.last(Event.ConversationAccepted.type)
        let agent = names.agent(accepted?["agentId"] ?? offer.chosen)
        let end =
            accepted == nil
            ? language("; ainda não aceitou.", "; has not accepted.") : language(" e aceitou.", ", and accepted.")
        return "\(agent): \(offer.merit)\(end)"
    }

    private var whyNotTheOthers: String {
        guard let offer else { return nobodyYet }
        let others = offer.others
        let before = history.events.filter {
            $0.type == Event.OfferWithdrawn.type && $0["reason"] != WithdrawalReason.accepted.rawValue
        }.map { "\(names.agent($0["agentId"])): \(language.withdrawal($0["reason"]))" }
        let earlier =
            before.isEmpty ? "" : language("; ofertas anteriores: ", "; earlier cards: ") + language.list(before)
        return (others.isEmpty ? language("não havia outros na fila", "there were no others in the queue") : others)
            + earlier + "."
    }

    private var whyThen: String {
        guard let offer else { return nobodyYet }
        return language(
            "\(offer.moment), às \(names.time(offer.decision.at)), depois de \(offer.waited) de espera.",
            "\(offer.moment), at \(names.time(offer.decision.at)), after a wait of \(offer.waited).")
    }

    private var whyEnded: String {
        guard let closed = history.last(Event.ConversationClosed.type) else { return notEnded }
        let finished = history.last(Event.ConversationFinished.type).map {
            language.finished(by: $0["by"], $0["reason"], names.agent(record.agentId?.text))
        }
        let why = decision([.close]).map(grounds) ?? refusalAtTheEnd
        let parts = [why, finished, language.outcome(closed["outcome"])].compactMap(\.self)
        return parts.joined(separator: "; ") + ", \(language("às", "at")) \(names.time(closed.at))."
    }

    private var refusalAtTheEnd: String? {
        guard record.outcome == .refused || record.outcome == .offlineForm else { return nil }
        return history.last(Event.ConversationRefused.type).map { language.refusal($0["reason"]) }
    }

    private var notEnded: String {
        if let finished = history.last(Event.ConversationFinished.type) {
            let who = language.finished(by: finished["by"], finished["reason"], names.agent(record.agentId?.text))
            return language("\(who); falta salvar o atendimento.", "\(who); the record is still to be saved.")
        }
        return language("ainda não terminou.", "it has not ended.")
    }
}
