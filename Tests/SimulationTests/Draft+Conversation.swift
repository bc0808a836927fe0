import Domain
import Identifiers

/// The router with one conversation: the shell's part of the rules, without its bytes.
extension Draft {
    /// Opens a conversation; starting a live one again has no effect (rule 16).
    mutating func start(_ visit: Visit, _ cause: Cause) {
        if shelf.conversations[visit.id] != nil { return step(visit.id, .started(cause)) }
        _ = isNew(cause, to: visit.id)
        account.applied.append(CommandKey(addressee: visit.id.text, sender: cause.sender, id: cause.id))
        let identity = Conversation.Identity(
            id: visit.id, tenant: Company.tenant.id, channel: visit.channel, session: visit.session,
            protocolNumber: visit.id.text, openedAt: now)
        let (conversation, actions) = Conversation.open(identity, start: .init(), tenant: Company.tenant)
        shelf.conversations[visit.id] = conversation
        carryOut(actions, of: visit.id)
    }

    mutating func step(_ id: ConversationID, _ event: Conversation.Event) {
        guard var conversation = shelf.conversations[id] else {
            guard let cause = event.cause else { return }
            return refuse(Refusal(cause: cause, code: .unknownConversation, message: "unknown"), by: .conversation)
        }
        if let cause = event.cause {
            guard isNew(cause, to: id) else { return }
            account.applied.append(CommandKey(addressee: id.text, sender: cause.sender, id: cause.id))
        }
        let actions = conversation.apply(event, tenant: Company.tenant, at: now)
        shelf.conversations[id] = conversation
        carryOut(actions, of: id)
    }

    /// False for a repeat, which is answered as the first one was.
    private mutating func isNew(_ cause: Cause, to id: ConversationID) -> Bool {
        let key = CommandKey(addressee: id.text, sender: cause.sender, id: cause.id)
        guard let seen = shelf.commands[key], !flaws.contains(.noCommandLog) else {
            shelf.commands[key] = .some(nil)
            return true
        }
        if let refusal = seen { refuse(refusal, by: .conversation) }
        return false
    }

    private mutating func carryOut(_ actions: [Conversation.Action], of id: ConversationID) {
        for action in actions {
            switch action {
            case .publish(let event):
                account.published.append((id, event))
                send(.event(id, event), to: .of(.record, key: id.text))
            case .desk(let event): send(.desk(event), to: .desk)
            case .bot(_, let note): send(.bot(id, note), to: .bridge)
            case .book(let note): send(.note(id, note), to: .of(.record, key: id.text))
            case .reject(let refusal):
                shelf.commands[CommandKey(addressee: id.text, sender: refusal.cause.sender, id: refusal.cause.id)] =
                    refusal
                refuse(refusal, by: .conversation)
            case .setTimer(let timer, let due, let token): setTimer(.conversation(id, timer), at: due, token: token)
            case .cancelTimer(let timer): shelf.timers[.conversation(id, timer)] = nil
            }
        }
    }
}
