import Contracts
import Domain
import Identifiers
import Metrics
import Worker

/// How what was decided leaves the program: which stream, which key, which id.
struct Outlet {
    let work: Work
    let trace: String?

    /// To the audiences and to the book: the same body twice.
    func publish(_ event: ConversationEvent, of identity: Conversation.Identity) throws {
        let translation = EventTranslation(identity: identity, event: event)
        let (type, body) = try translation.encoded()
        let audiences = translation.audiences
        work.send(
            Head(
                type: type, id: translation.messageId, tenant: identity.tenant, key: identity.id.text, at: event.at,
                trace: trace, audience: audiences.map(\.name)),
            body, to: .record, key: identity.id.text)
        work.publish(
            PublicEvent(
                routingKeys: audiences.map { $0.routingKey(for: type) }, type: type.rawValue,
                messageId: translation.messageId, correlationId: identity.id.text, at: event.at, trace: trace,
                body: body))
    }

    /// To an audience that is not a conversation's.
    func publish(_ message: some Message, id: String, correlation: String?, to audiences: [Audience]) throws {
        work.publish(
            PublicEvent(
                routingKeys: audiences.map { $0.routingKey(for: message.type) }, type: message.type.rawValue,
                messageId: id,
                correlationId: correlation, at: work.now, trace: trace, body: try message.encoded()))
    }

    func tellConversation(_ answer: Conversation.DeskAnswer, _ id: ConversationID, tenant: TenantID) throws {
        try hop(answer, type: InternalType.deskAnswer, tenant: tenant, to: .conversation, key: id.text)
    }

    func tellDesk(_ event: Desk.Event, tenant: TenantID) throws {
        try hop(event, type: InternalType.deskEvent, tenant: tenant, to: .desk, key: tenant.text)
    }

    func tellBook(_ note: Conversation.BookNote, _ identity: Conversation.Identity) throws {
        try hop(note, type: InternalType.bookNote, tenant: identity.tenant, to: .record, key: identity.id.text)
    }

    func tellPresence(_ note: PresenceNote, agent: AgentID, tenant: TenantID) throws {
        try hop(note, type: InternalType.presenceNote, tenant: tenant, to: .presence, key: agent.text)
    }

    func tellBot(_ message: any Message, _ identity: Conversation.Identity) throws {
        work.send(
            Head(
                type: message.type, id: UniqueID.v7(at: work.now, random: work.random()), tenant: identity.tenant,
                key: identity.id.text, at: work.now, trace: trace),
            try message.encoded(), to: .bridge, key: identity.id.text)
    }

    private func hop(
        _ value: some Encodable, type: String, tenant: TenantID, to stream: Contracts.Stream, key: String
    ) throws {
        let head = Head(type: MessageType(type), id: "", tenant: tenant, key: key, at: work.now, trace: trace)
        work.send(head, try InternalBody.encode(value), to: stream, key: key)
    }

    /// Tells the sender of a command that it was refused, and counts it. The same command is always refused under the
    /// same message id.
    func reject(
        _ rejection: Refusal, tenant: TenantID, channel: ChannelID?, conversation: ConversationID?
    ) throws {
        Counter(label: "guiche_rejected_total", dimensions: [("code", rejection.code.rawValue)]).increment()
        let message = message(of: rejection, tenant: tenant, channel: channel, conversation: conversation)
        let cause = rejection.cause
        let id = UniqueID.derived(from: "rejection", tenant.text, conversation?.text ?? "", cause.sender.text, cause.id)
        switch cause.sender {
        case .session(let session):
            guard let channel else { return }
            try publish(message, id: id, correlation: cause.id, to: [.customer(tenant, channel, session)])
        case .agent(let agent):
            try publish(message, id: id, correlation: cause.id, to: [.agent(tenant, agent)])
        case .supervisor(let supervisor):
            try publish(message, id: id, correlation: cause.id, to: [.supervisor(tenant, supervisor)])
        case .bot:
            guard let conversation else { return }
            let head = Head(
                type: message.type, id: id, tenant: tenant, key: conversation.text, at: work.now, trace: trace)
            work.send(head, try message.encoded(), to: .bridge, key: conversation.text)
        case .system:
            return
        }
    }

    private func message(
        of rejection: Refusal, tenant: TenantID, channel: ChannelID?, conversation: ConversationID?
    ) -> Event.CommandRejected {
        let cause = rejection.cause
        let details = rejection.details.mapValues { Int64($0).map(JSONValue.integer) ?? .string($0) }
        return Event.CommandRejected(
            of: cause.id, type: MessageType(cause.type),
            from: Claim(tenant: tenant, sender: cause.sender, channelId: channel, conversationId: conversation),
            code: rejection.code, because: rejection.message, details: details.isEmpty ? nil : details, at: work.now)
    }
}
