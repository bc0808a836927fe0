import Contracts
import Domain
import Identifiers
import Worker

/// What a message on the conversation stream means. Pure: contract in, domain out.
enum CommandTranslation {
    /// A conversation's event, or what begins one.
    enum Meaning {
        case start(Webchat.SessionStarted, Cause)
        case event(Conversation.Event)
    }

    struct UnknownType: Error, CustomStringConvertible {
        let type: MessageType
        var description: String { "The conversation stream has no messages of type \(type)." }
    }

    static func meaning(of message: Inbound) throws -> Meaning {
        let head = message.head
        switch head.type.rawValue {
        case InternalType.deskAnswer:
            return .event(.desk(try InternalBody.decode(Conversation.DeskAnswer.self, from: message.body)))
        case InternalType.bookAnswer:
            return .event(.book(try InternalBody.decode(Conversation.BookAnswer.self, from: message.body)))
        default:
            guard let sender = head.sender.flatMap(commandSender) else { throw UnknownType(type: head.type) }
            let cause = Cause(id: head.id, type: head.type.rawValue, sender: sender)
            let meaning =
                try fromCustomer(head.type, message.body, cause) ?? fromAgent(head.type, message.body, cause)
                ?? fromBot(head.type, message.body, cause) ?? fromSupervisor(head.type, message.body, cause)
            guard let meaning else { throw UnknownType(type: head.type) }
            return meaning
        }
    }

    private static func commandSender(_ sender: Sender) -> CommandSender? {
        switch sender.kind {
        case .session: .session(SessionID(trusted: sender.id))
        case .agent: .agent(AgentID(trusted: sender.id))
        case .supervisor: .supervisor(SupervisorID(trusted: sender.id))
        case .bot: .bot(BotID(trusted: sender.id))
        case .system: nil
        }
    }

    private static func fromCustomer(_ type: MessageType, _ body: [UInt8], _ cause: Cause) throws -> Meaning? {
        switch type {
        case Webchat.SessionStarted.type:
            return .start(try .decode(body), cause)
        case Webchat.CustomerIdentified.type:
            return .event(.identified(try Webchat.CustomerIdentified.decode(body).customer, cause))
        case Webchat.SubjectSelected.type:
            return .event(.subjectSelected(try Webchat.SubjectSelected.decode(body).subjectId, cause))
        case Webchat.MessageSent.type:
            let sent = try Webchat.MessageSent.decode(body)
            let said = Said(
                text: sent.text?.value, optionId: sent.optionId?.value, attachments: sent.attachments ?? [])
            return .event(.customerSaid(said, cause))
        case Webchat.FormSubmitted.type:
            return .event(.formSubmitted(try Webchat.FormSubmitted.decode(body).fields, cause))
        case Webchat.CustomerAway.type:
            let away = try Webchat.CustomerAway.decode(body)
            return .event(.customerAway(connection: away.connectionId?.value, cause))
        case Webchat.CustomerReturned.type:
            let returned = try Webchat.CustomerReturned.decode(body)
            return .event(.customerReturned(connection: returned.connectionId?.value, cause))
        case Webchat.SessionEnded.type:
            return .event(.customerLeft(try Webchat.SessionEnded.decode(body).reason, cause))
        default:
            return nil
        }
    }

    private static func fromAgent(_ type: MessageType, _ body: [UInt8], _ cause: Cause) throws -> Meaning? {
        switch type {
        case FromAgent.CardAccepted.type:
            let card = try FromAgent.CardAccepted.decode(body)
            return .event(.accepted(card.agentId, card.offerId, cause))
        case FromAgent.CardDeclined.type:
            let card = try FromAgent.CardDeclined.decode(body)
            return .event(.declined(card.agentId, card.offerId, reason: card.reason?.value, cause))
        case FromAgent.MessageSent.type:
            let sent = try FromAgent.MessageSent.decode(body)
            let said = Said(text: sent.text?.value, attachments: sent.attachments ?? [])
            return .event(.agentSaid(sent.agentId, said, sent.visibility ?? .public, cause))
        case FromAgent.SessionFinished.type:
            return .event(.finishRequested(try FromAgent.SessionFinished.decode(body).agentId, cause))
        case FromAgent.ProtocolSaved.type:
            let save = try FromAgent.ProtocolSaved.decode(body)
            let change = RecordChange(
                revision: save.revision.value, customer: save.customer, service: save.service, final: save.final)
            return .event(.saveRequested(save.agentId, change, cause))
        case FromAgent.TransferRequested.type:
            let request = try FromAgent.TransferRequested.decode(body)
            let destination = try destination(queue: request.queueId, agent: request.toAgentId, type)
            return .event(.transferRequested(request.agentId, destination, note: request.note?.value, cause))
        case FromAgent.TransferCancelled.type:
            return .event(.transferCancelled(try FromAgent.TransferCancelled.decode(body).agentId, cause))
        default:
            return nil
        }
    }

    private static func fromSupervisor(_ type: MessageType, _ body: [UInt8], _ cause: Cause) throws -> Meaning? {
        func act(_ act: Conversation.Supervision, because reason: ReasonText) -> Meaning {
            .event(.supervised(act, reason: reason.value, cause))
        }
        switch type {
        case FromSupervisor.ConversationClosed.type:
            return act(.close, because: try FromSupervisor.ConversationClosed.decode(body).reason)
        case FromSupervisor.ConversationRequeued.type:
            return act(.requeue, because: try FromSupervisor.ConversationRequeued.decode(body).reason)
        case FromSupervisor.ConversationReassigned.type:
            let request = try FromSupervisor.ConversationReassigned.decode(body)
            let destination = try destination(queue: request.queueId, agent: request.toAgentId, type)
            return act(.reassign(destination), because: request.reason)
        case FromSupervisor.ProtocolSaved.type:
            let save = try FromSupervisor.ProtocolSaved.decode(body)
            let change = RecordChange(
                revision: save.revision.value, customer: save.customer, service: save.service, final: save.final)
            return act(.save(change), because: save.reason)
        case FromSupervisor.ProtocolErased.type:
            return act(.erase, because: try FromSupervisor.ProtocolErased.decode(body).reason)
        default:
            return nil
        }
    }

    /// The door lets through nothing that names neither.
    private static func destination(
        queue: QueueID?, agent: AgentID?, _ type: MessageType
    ) throws -> Conversation.Destination {
        if let destination = queue.map(Conversation.Destination.queue) ?? agent.map(Conversation.Destination.agent) {
            return destination
        }
        throw ContractError(path: "queueId", expected: "or toAgentId is required")
    }

    private static func fromBot(_ type: MessageType, _ body: [UInt8], _ cause: Cause) throws -> Meaning? {
        switch type {
        case FromBot.Acknowledged.type:
            let message = try FromBot.Acknowledged.decode(body)
            return .event(.botAcknowledged(message.botId, message.turnId, cause))
        case FromBot.Replied.type:
            let message = try FromBot.Replied.decode(body)
            let said = message.messages.map {
                Said(text: $0.text.value, options: $0.options ?? [], attachments: $0.attachments ?? [])
            }
            return .event(.botReplied(message.botId, said, to: message.turnId, cause))
        case FromBot.TransferRequested.type:
            let message = try FromBot.TransferRequested.decode(body)
            let handOver = Conversation.HandOver(
                subject: message.subjectId, queue: message.queueId, summary: message.summary?.value,
                attributes: message.attributes ?? [:])
            return .event(.botHandedOver(message.botId, handOver, cause))
        case FromBot.ConversationEnded.type:
            let ended = try FromBot.ConversationEnded.decode(body)
            return .event(.botEnded(ended.botId, reason: ended.reason?.value, cause))
        default:
            return nil
        }
    }
}
