import Domain

/// The words of the contract in plain words. What is not known here, of a newer version, is told as it is.
extension Language {
    func refusal(_ reason: String?) -> String {
        switch reason.flatMap(RefusalReason.init(rawValue:)) {
        case .noSubjects: self("o canal não tem assuntos", "the channel has no subjects")
        case .outOfHours: self("a fila estava fora do horário", "the queue was out of hours")
        case .holiday: self("era feriado", "it was a holiday")
        case .noAgentLoggedIn:
            self("nenhum atendente da fila estava logado no canal", "no agent of the queue was logged in")
        case .queueFull: self("a fila estava cheia", "the queue was full")
        case nil: reason ?? "?"
        }
    }

    /// Why an agent was not asked.
    func obstacle(_ reason: String) -> String {
        switch reason {
        case "not_logged_in": self("não estava logado no canal", "was not logged in to the channel")
        case "not_a_member": self("não é da fila", "is not a member of the queue")
        case "away": self("estava ausente", "was away")
        case "paused": self("estava em pausa", "was paused")
        case "logging_out": self("estava saindo", "was logging out")
        case "excluded":
            self("recusou, perdeu ou passou esta conversa há pouco", "had just declined, missed or handed on this one")
        case "at_capacity": self("estava no limite de atendimentos", "was at capacity")
        case "busier": self("tinha mais atendimentos", "had more conversations")
        case "accepted_more_recently": self("aceitou um atendimento há menos tempo", "had accepted one more recently")
        case "later_id": self("empatado em tudo, vem depois pelo id", "equal in everything, comes later by id")
        case "not_meant": self("a conversa era para outro atendente", "it was meant for another agent")
        default: reason
        }
    }

    /// What decided for the chosen one.
    func merit(_ merit: String) -> String {
        switch merit {
        case "only_one_free": self("era o único que podia recebê-la", "nobody else could be asked")
        case "fewest_conversations": self("tinha menos atendimentos", "had the fewest conversations")
        case "longest_since_last_accept":
            self(
                "com os mesmos atendimentos, era quem tinha aceitado há mais tempo",
                "equally busy, had accepted longest ago")
        case "first_id": self("empatado em tudo, vem primeiro pelo id", "equal in everything, comes first by id")
        default: merit
        }
    }

    /// Why the desk looked for somebody at that moment; the name is of the agent concerned.
    func trigger(_ trigger: String, _ name: String) -> String {
        switch trigger {
        case "arrival": self("assim que a conversa entrou na fila", "as soon as it entered the queue")
        case "agent_free": self("quando um atendente ficou livre", "when an agent became free")
        case "agent_logged_in": self("quando \(name) entrou no canal", "when \(name) logged in")
        case "agent_resumed": self("quando \(name) voltou da pausa", "when \(name) resumed")
        case "agent_back": self("quando \(name) recuperou a conexão", "when \(name) was back")
        case "exclusion_ended":
            self("quando \(name) pôde ser chamado de novo", "when \(name) could be asked again")
        case "offer_declined": self("logo após a recusa anterior", "right after the card before was declined")
        case "offer_expired": self("logo que a oferta anterior expirou", "right after the card before expired")
        case "offer_withdrawn":
            self("logo que a oferta anterior foi retirada", "right after the card before was taken back")
        case "customer_returned": self("quando o cliente voltou", "when the customer was back")
        default: trigger
        }
    }

    func withdrawal(_ reason: String?) -> String {
        switch reason.flatMap(WithdrawalReason.init(rawValue:)) {
        case .accepted: self("aceita", "accepted")
        case .declined: self("recusada", "declined")
        case .expired: self("não respondida a tempo", "not answered in time")
        case .customerLeft: self("retirada: o cliente saiu", "taken back: the customer left")
        case .agentUnavailable:
            self("retirada: o atendente pausou, saiu ou caiu", "taken back: the agent paused, left or was lost")
        case .requeued: self("retirada: a conversa voltou à fila", "taken back: the conversation was requeued")
        case .cancelled: self("cancelada", "cancelled")
        case nil: reason ?? "?"
        }
    }

    func transfer(_ reason: String?) -> String {
        switch reason.flatMap(TransferReason.init(rawValue:)) {
        case .declined: self("o atendente recusou", "the agent declined")
        case .expired: self("o atendente não respondeu", "the agent did not answer")
        case .timeout: self("ninguém aceitou a tempo", "nobody accepted in time")
        case .cancelled: self("quem transferiu desistiu", "who asked for it took it back")
        case .ended: self("a sessão terminou", "the session ended")
        case .requeued: self("a conversa voltou à fila", "the conversation was requeued")
        case .outOfHours, .holiday, .noAgentLoggedIn, .queueFull: refusal(reason)
        case .notLoggedIn: self("o atendente não estava logado no canal", "the agent was not logged in to the channel")
        case .notAMember: self("o atendente não é da fila", "the agent is not a member of the queue")
        case nil: reason ?? "?"
        }
    }

    func outcome(_ outcome: String?) -> String {
        switch outcome.flatMap(Outcome.init(rawValue:)) {
        case .answered: self("o atendimento foi salvo", "the record was saved")
        case .abandonedQueue: self("ninguém o atendeu antes do fim", "nobody had accepted it before the end")
        case .refused: self("não pôde ser atendido", "could not be served")
        case .botContained: self("terminou com o bot", "ended with the bot")
        case .customerTimeout: self("o cliente ficou em silêncio", "the customer was silent")
        case .offlineForm: self("o formulário foi recebido", "the form was received")
        case .unsaved:
            self("terminou sem salvar: pendente de salvar", "ended without a save: the record is still to be saved")
        case nil: outcome ?? "?"
        }
    }

    func finished(by who: String?, _ reason: String?, _ agent: String) -> String {
        switch (who.flatMap(FinishedBy.init(rawValue:)), reason.flatMap(FinishReason.init(rawValue:))) {
        case (.agent, _): self("\(agent) finalizou a sessão", "\(agent) finished the session")
        case (.customer, _): self("o cliente saiu", "the customer left")
        case (.supervisor, _): self("um supervisor encerrou a sessão", "a supervisor ended the session")
        case (.system, .customerTimeout):
            self("o cliente ficou em silêncio, mesmo avisado", "the customer was silent, though warned")
        case (.bot, _): self("o bot encerrou a conversa", "the bot ended it")
        case (.system, _): self("o sistema encerrou a sessão", "the system ended the session")
        case (nil, _): who ?? "?"
        }
    }
}
