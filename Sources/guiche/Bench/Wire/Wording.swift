import Contracts
import Domain
import Identifiers

/// What an act is on the wire: a message, its key and its message-id. Pure, but for the time, which is told.
struct Wording: Sendable {
    /// Long enough to outlast one program's restart, short enough that a load that was killed leaves nobody logged in.
    static let lease = LeaseSeconds(trusted: 120)

    let setting: Setting

    func message(for act: Act, at now: Instant) -> (message: any Message, key: String) {
        switch act {
        case .start(let place): (started(place, now), place.session.text)
        case .pick(let place): (picked(place, now), place.session.text)
        case .say(let place, _, let text): (said(place, text, now), place.session.text)
        case .reply(let place, let bot, let turn, _, let text):
            (replied(place, bot, turn, text, now), place.conversation.text)
        case .handOver(let place, let bot): (handedOver(place, bot, now), place.conversation.text)
        case .answer(let place, let agent, _, let text): (answered(place, agent, text, now), agent.text)
        case .accept(let place, let agent, let offer): (accepted(place, agent, offer, now), agent.text)
        case .decline(let conversation, let agent, let offer):
            (declined(conversation, agent, offer, now), agent.text)
        case .finish(let place, let agent): (finished(place, agent, now), agent.text)
        case .save(let place, let agent, let revision): (saved(place, agent, revision, now), agent.text)
        case .ask(let agent): (FromAgent.SyncRequested(tenant: setting.tenant, agentId: agent, at: now), agent.text)
        case .logIn(let agent): (loggedIn(agent, now), agent.text)
        case .resume(let agent): (FromAgent.Resumed(tenant: setting.tenant, agentId: agent, at: now), agent.text)
        case .beat(let agent): (FromAgent.Heartbeat(tenant: setting.tenant, agentId: agent, at: now), agent.text)
        case .logOut(let agent, let channels): (loggedOut(agent, channels, now), agent.text)
        }
    }
}

// Customers and bots.
extension Wording {
    private static let person = Customer(name: "Maria Oliveira", email: "maria@cliente.example")

    private func started(_ place: Place, _ now: Instant) -> Webchat.SessionStarted {
        Webchat.SessionStarted(
            tenant: setting.tenant, channelId: place.channel, sessionId: place.session, at: now,
            customer: Self.person, locale: ShortText(trusted: "pt-BR"))
    }

    private func picked(_ place: Place, _ now: Instant) -> Webchat.SubjectSelected {
        Webchat.SubjectSelected(
            tenant: setting.tenant, channelId: place.channel, sessionId: place.session, at: now,
            subjectId: setting.subject)
    }

    private func said(_ place: Place, _ text: String, _ now: Instant) -> Webchat.MessageSent {
        Webchat.MessageSent(
            tenant: setting.tenant, channelId: place.channel, sessionId: place.session, at: now,
            text: MessageText(trusted: text))
    }

    private func replied(
        _ place: Place, _ bot: BotID, _ turn: TurnID, _ text: String, _ now: Instant
    ) -> FromBot.Replied {
        FromBot.Replied(
            tenant: setting.tenant, botId: bot, conversationId: place.conversation, at: now, turnId: turn,
            messages: [.init(text: MessageText(trusted: text))])
    }

    private func handedOver(_ place: Place, _ bot: BotID, _ now: Instant) -> FromBot.TransferRequested {
        FromBot.TransferRequested(
            tenant: setting.tenant, botId: bot, conversationId: place.conversation, at: now, queueId: setting.queue,
            summary: LongText(trusted: "Cliente pede a segunda via do boleto."))
    }
}

// Agents.
extension Wording {
    private func answered(_ place: Place, _ agent: AgentID, _ text: String, _ now: Instant) -> FromAgent.MessageSent {
        FromAgent.MessageSent(
            tenant: setting.tenant, agentId: agent, at: now, conversationId: place.conversation,
            text: MessageText(trusted: text))
    }

    private func accepted(
        _ place: Place, _ agent: AgentID, _ offer: OfferID, _ now: Instant
    ) -> FromAgent.CardAccepted {
        FromAgent.CardAccepted(
            tenant: setting.tenant, agentId: agent, at: now, conversationId: place.conversation, offerId: offer)
    }

    private func declined(
        _ conversation: ConversationID, _ agent: AgentID, _ offer: OfferID, _ now: Instant
    ) -> FromAgent.CardDeclined {
        FromAgent.CardDeclined(
            tenant: setting.tenant, agentId: agent, at: now, conversationId: conversation, offerId: offer)
    }

    private func finished(_ place: Place, _ agent: AgentID, _ now: Instant) -> FromAgent.SessionFinished {
        FromAgent.SessionFinished(
            tenant: setting.tenant, agentId: agent, at: now, conversationId: place.conversation)
    }

    private func saved(_ place: Place, _ agent: AgentID, _ revision: Int, _ now: Instant) -> FromAgent.ProtocolSaved {
        FromAgent.ProtocolSaved(
            tenant: setting.tenant, agentId: agent, at: now, conversationId: place.conversation,
            revision: Revision(trusted: revision), service: ["motivo": "2ª via de boleto"], final: true)
    }

    private func loggedIn(_ agent: AgentID, _ now: Instant) -> FromAgent.ChannelLogin {
        FromAgent.ChannelLogin(
            tenant: setting.tenant, agentId: agent, at: now, channelIds: setting.channels, leaseSeconds: Self.lease)
    }

    private func loggedOut(_ agent: AgentID, _ channels: [ChannelID], _ now: Instant) -> FromAgent.ChannelLogout {
        FromAgent.ChannelLogout(tenant: setting.tenant, agentId: agent, at: now, channelIds: channels)
    }
}
