import Contracts
import Domain
import Identifiers

/// How a conversation's event looks on the wire, and whom it concerns. Pure: domain in, contract out.
struct EventTranslation {
    let identity: Conversation.Identity
    let event: ConversationEvent

    /// The id of an event: the conversation and its number in it, so that a repeat is the same message for ever.
    var messageId: String { "\(identity.id)_\(event.seq)" }

    private var about: Occurrence {
        Occurrence(
            tenant: identity.tenant, conversationId: identity.id, protocol: identity.protocolNumber,
            channelId: identity.channel, sessionId: identity.session, seq: event.seq, at: event.at)
    }

    /// Everybody the event concerns. The first one's routing key is the publication's own, the rest are blind copies.
    var audiences: [Audience] {
        var audiences: [Audience] = []
        if event.audience.customer { audiences.append(.customer(identity.tenant, identity.channel, identity.session)) }
        for agent in event.audience.agents { audiences.append(.agent(identity.tenant, agent)) }
        for queue in [event.audience.queue, event.audience.formerQueue].compactMap(\.self) {
            audiences.append(.queue(identity.tenant, queue))
        }
        audiences.append(.conversation(identity.tenant, identity.id))
        return audiences
    }

    /// The type and the body.
    func encoded() throws(ContractError) -> (type: MessageType, body: [UInt8]) {
        let message = try message()
        return (message.type, try message.encoded())
    }

    private func message() throws(ContractError) -> any Message {
        switch event.content {
        case .opened(let previous):
            Event.ConversationOpened(about, line: try line(), previousProtocol: previous)
        case .subjectsOffered(let subjects):
            Event.SubjectsOffered(
                about, line: try line(), subjects: subjects.map { .init(subjectId: $0.subjectId, label: $0.label) })
        case .refused(let reason, let nextOpenAt, let form, let target):
            Event.ConversationRefused(
                about, line: try line(), reason: reason, nextOpenAt: nextOpenAt, form: form.map(Event.OfferedForm.init),
                queueId: target?.queue, subjectId: target?.subject)
        case .formReceived(let dueAt, let target):
            Event.FormReceived(
                about, line: try line(), dueAt: dueAt, queueId: target.queue, subjectId: target.subject)
        case .queued(let queue, let subject, let position, let wait):
            Event.ConversationQueued(
                about, queueId: queue, subjectId: subject, position: position, estimatedWaitSeconds: wait)
        case .offered(let card):
            Self.offered(about, card)
        case .offerWithdrawn(let agent, let offer, let reason, let note):
            Event.OfferWithdrawn(about, agentId: agent, offerId: offer, reason: reason, note: note)
        case .accepted(let agent, let name, let offer):
            Event.ConversationAccepted(about, line: try line(), agentId: agent, agentName: name, offerId: offer)
        case .transferred(let transferred):
            Event.ConversationTransferred(
                about, fromAgentId: transferred.from, toQueueId: transferred.to.queue, toAgentId: transferred.to.agent,
                outcome: transferred.outcome, reason: transferred.reason)
        case .message(let said, let messageId):
            Event.ConversationMessage(
                about, line: try line(), messageId: messageId, options: said.options.nonEmpty,
                attachments: said.attachments.nonEmpty, visibility: .public)
        case .note(let said, let messageId, let speaker):
            Event.ConversationMessage(
                about, note: said.text, from: speaker, messageId: messageId, attachments: said.attachments.nonEmpty)
        case .notice(let code):
            Event.ConversationNotice(about, line: try line(), code: code)
        case .customerAway:
            Event.CustomerAway(about)
        case .customerReturned:
            Event.CustomerReturned(about)
        case .finished(let by, let reason):
            Event.ConversationFinished(about, line: try line(), by: by, reason: reason)
        case .closed(let outcome):
            Event.ConversationClosed(about, outcome: outcome)
        case .parked(let reason):
            Event.ConversationParked(about, reason: reason)
        case .unparked(let reason):
            Event.ConversationUnparked(about, reason: reason)
        case .decided(let decision):
            Event.RoutingDecided(
                about, decision: decision.decision.rawValue, checks: decision.checks,
                candidates: decision.candidates.nonEmpty,
                candidateCount: decision.candidates.isEmpty ? nil : decision.candidateCount)
        }
    }

    private func line() throws(ContractError) -> SpokenLine {
        guard let line = event.line else { throw ContractError(path: "line", expected: "is required") }
        return SpokenLine(line: line.number, text: line.text, from: line.from)
    }

    /// A card, as an event or as part of an agent's snapshot; a bare one leaves out what may be long.
    static func offered(
        _ about: Occurrence, _ card: ConversationEvent.Card, isBare: Bool = false
    ) -> Event.ConversationOffered {
        Event.ConversationOffered(
            about, agentId: card.offer.agent, offerId: card.offer.id, expiresAt: card.offer.expiresAt,
            channel: .init(channelId: about.channelId, type: "webchat", name: card.channelName), queueId: card.queue,
            subjectId: card.subject, customer: isBare ? nil : card.customer, waitingSince: card.waitingSince,
            summary: isBare ? nil : card.summary,
            attributes: isBare || card.attributes.isEmpty ? nil : card.attributes, fromAgentId: card.fromAgent,
            note: isBare ? nil : card.note)
    }
}

extension Array {
    /// Nil for an empty list: an optional field of the contract is left out.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
