import Contracts
import Domain

/// One told event as a sentence; nil for what a decision beside it tells already, and for what was said.
struct EventWords {
    let language: Language
    let names: Names
    let event: ToldEvent

    var sentence: String? {
        switch event.type {
        case Event.ConversationOpened.type:
            language("A conversa começou.", "The conversation began.") + previous
        case Event.ConversationQueued.type: queued
        case Event.OfferWithdrawn.type where event["reason"] != WithdrawalReason.accepted.rawValue: withdrawn
        case Event.ConversationAccepted.type:
            language("\(names.agent(event["agentId"])) aceitou.", "\(names.agent(event["agentId"])) accepted.")
        case Event.ConversationTransferred.type: transferred
        case Event.ConversationNotice.type: notice
        case Event.CustomerAway.type:
            language("O cliente fechou a última aba.", "The customer closed his last tab.")
        case Event.CustomerReturned.type: language("O cliente voltou.", "The customer was back.")
        case Event.FormReceived.type:
            language("O formulário foi recebido; resposta até ", "The form was received; to be answered by ")
                + names.day(event["dueAt"]) + "."
        case Event.ConversationFinished.type:
            language("Fim da sessão: ", "End of the session: ")
                + language.finished(by: event["by"], event["reason"], language("o atendente", "the agent")) + "."
        case Event.ConversationClosed.type:
            language("Conversa encerrada: ", "The conversation is closed: ") + language.outcome(event["outcome"]) + "."
        default: nil
        }
    }

    private var previous: String {
        guard let number = event["previousProtocol"] else { return "" }
        return language(" O protocolo anterior é \(number).", " The protocol before is \(number).")
    }

    private var queued: String {
        let position = event.number("position") ?? 0
        let queue = names.queue(event["queueId"])
        let wait = event.number("estimatedWaitSeconds").map { seconds in
            language(", espera estimada de ", ", estimated wait ") + language.span(.seconds(seconds))
        }
        return language("Posição \(position) na fila \(queue)", "Position \(position) in the queue \(queue)")
            + (wait ?? "") + "."
    }

    private var withdrawn: String {
        let agent = names.agent(event["agentId"])
        let note = event["note"].map { " (\($0))" } ?? ""
        return language("Oferta a \(agent) ", "The card of \(agent) was ") + language.withdrawal(event["reason"]) + note
            + "."
    }

    private var transferred: String {
        let from = names.agent(event["fromAgentId"])
        let target =
            event["toAgentId"].map { names.agent($0) }
            ?? language("a fila ", "the queue ") + names.queue(event["toQueueId"])
        switch event["outcome"].flatMap(TransferOutcome.init(rawValue:)) {
        case .requested:
            return language(
                "\(from) pediu a transferência para \(target).", "\(from) asked to hand it over to \(target).")
        case .accepted:
            return language("A transferência de \(from) foi aceita.", "The transfer from \(from) was accepted.")
        case .returned, .refused, .cancelled, nil:
            let why = language.transfer(event["reason"])
            return language(
                "A transferência para \(target) não aconteceu (\(why)); continua com \(from).",
                "The transfer to \(target) did not come about (\(why)); it stays with \(from).")
        }
    }

    private var notice: String? {
        switch event["code"].flatMap(NoticeCode.init(rawValue:)) {
        case .agentLost: language("O atendente perdeu a conexão.", "The agent was lost.")
        case .agentBack: language("O atendente voltou.", "The agent was back.")
        case .idleWarning: language("O cliente foi avisado do silêncio.", "The customer was warned of his silence.")
        case .botReplaced: language("O bot saiu da conversa.", "The bot is out of the conversation.")
        case .requeued, .supervisorClosed, nil: nil
        }
    }
}
