import Domain

/// One check of a decision as a part of a sentence.
struct CheckWords {
    let language: Language
    let names: Names

    /// Nil for a check that the sentence around it tells already.
    func phrase(_ check: Check) -> String? {
        let detail = check.detail
        switch (check.check, check.result) {
        case ("queue", "found"): return nil
        case ("queue", "unknown"): return language("a fila não existe mais", "the queue is gone")
        case ("queue", let queue): return language("fila \(names.queue(queue))", "queue \(names.queue(queue))")
        case ("waiting_since", _), ("at_head", _), ("because", _), ("chosen", _): return nil
        case ("bot", let result): return bot(result, detail)
        case ("subjects", "present"):
            let count = detail ?? "?"
            return language("o canal oferece \(count) assunto(s)", "the channel offers \(count) subject(s)")
        case ("subjects", "none"): return language("o canal não tem assuntos", "the channel has no subjects")
        case ("subject", "picked"):
            return language(
                "o cliente escolheu o assunto \(names.subject(detail))", "the customer picked \(names.subject(detail))")
        case ("target", let result): return target(result, detail)
        case ("hours", let result): return hours(result, detail)
        case ("form", "present"): return language("há um formulário para deixar recado", "there is a form to fill in")
        case ("form", _): return language("não há formulário", "there is no form")
        case ("logged_in", "somebody"):
            return language("havia atendente da fila logado no canal", "an agent of the queue was logged in")
        case ("logged_in", _): return language.refusal("no_agent_logged_in")
        case ("nobody_since", let since):
            return language("desde \(names.day(since))", "since \(names.day(since))")
        case ("room", let result): return room(result, detail)
        case ("place", _):
            return language(
                "o lugar foi guardado até agora, depois do fechamento", "the place was kept until now, after closing")
        case ("attributes", _):
            return language("atributos demais: \(detail ?? "")", "too many attributes: \(detail ?? "")")
        default: return people(check)
        }
    }

    private func bot(_ result: String, _ detail: String?) -> String {
        let bot = detail ?? "?"
        return switch result {
        case "present": language("o canal tem o bot \(bot)", "the channel has the bot \(bot)")
        case "absent": language("o canal não tem bot", "the channel has no bot")
        case "handed_over": language("o bot \(bot) pediu um atendente", "the bot \(bot) asked for a human")
        case "bot_timeout": language("o bot \(bot) não respondeu a tempo", "the bot \(bot) did not answer in time")
        case "silent_after_refusal":
            language("o bot \(bot) nada disse depois da recusa", "the bot \(bot) said nothing after the refusal")
        case "ended": language("o bot encerrou (\(bot))", "the bot ended it (\(bot))")
        default: "bot: \(result)"
        }
    }

    private func target(_ result: String, _ detail: String?) -> String {
        switch result {
        case "subject":
            language("para o assunto \(names.subject(detail))", "for the subject \(names.subject(detail))")
        case "queue": language("para a fila \(names.queue(detail))", "for the queue \(names.queue(detail))")
        case "none_named": language("sem dizer para onde", "without saying where")
        case "only_subject":
            language("só há o assunto \(names.subject(detail))", "there is only the subject \(names.subject(detail))")
        case "default_queue":
            language(
                "o destino pedido não existe (\(detail ?? "nenhum")), vale a fila padrão do canal",
                "what it asked for does not exist (\(detail ?? "none")), so the channel's default queue counts")
        default:
            language(
                "o destino pedido não existe: \(detail ?? "nenhum")",
                "what it asked for does not exist: \(detail ?? "none")")
        }
    }

    private func hours(_ result: String, _ detail: String?) -> String {
        guard result != "open" else {
            return language("a fila estava no horário de atendimento", "the queue was open")
        }
        let opening = detail?.split(separator: " ").last.map(String.init).flatMap { $0.contains("T") ? $0 : nil }
        let next = opening.map { language("; abre em \(names.day($0))", "; it opens on \(names.day($0))") } ?? ""
        return language.refusal(result) + next
    }

    private func room(_ result: String, _ detail: String?) -> String {
        let numbers = (detail ?? "").split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 2 else { return detail ?? result }
        return language(
            "\(numbers[0]) de no máximo \(numbers[1]) esperavam", "\(numbers[0]) of at most \(numbers[1]) were waiting")
    }

    private func people(_ check: Check) -> String {
        let detail = check.detail
        switch (check.check, check.result) {
        case ("agent", "lost"):
            let agent = names.agent(detail)
            return language("\(agent) perdeu a conexão e não voltou", "\(agent) was lost and did not return")
        case ("agent", "did_not_accept"):
            return language("\(names.agent(detail)) não aceitou", "\(names.agent(detail)) did not accept")
        case ("supervisor", _): return language("supervisor \(detail ?? "?")", "supervisor \(detail ?? "?")")
        case ("transfer", "agent"):
            return language("transferência para \(names.agent(detail))", "a transfer to \(names.agent(detail))")
        case ("transfer", _):
            let queue = names.queue(detail)
            return language("transferência para a fila \(queue)", "a transfer to the queue \(queue)")
        case ("customer", "away_too_long"):
            let since = names.day(detail)
            return language("o cliente ficou ausente desde \(since)", "the customer was away since \(since)")
        case ("customer", "silent"): return language("o cliente ficou em silêncio", "the customer was silent")
        case ("customer", _): return language("o cliente saiu", "the customer left")
        default: return "\(check.check): \(check.result)" + (detail.map { " (\($0))" } ?? "")
        }
    }

    func sentence(_ checks: [Check]) -> String { checks.compactMap(phrase).joined(separator: "; ") }
}
