import Contracts
import Domain
import Identifiers

/// How an agent looks on the wire. Pure.
struct AgentTranslation {
    let tenant: Tenant
    let state: Desk.AgentState

    /// The agent himself, and the queues he is a member of.
    var audiences: [Audience] {
        let queues = tenant.agents[state.agent]?.queues ?? []
        return [.agent(tenant.id, state.agent)] + queues.map { .queue(tenant.id, $0) }
    }

    /// All enabled channels, green where he is logged in.
    private var channels: [Event.AgentChannel] {
        tenant.channels.values.filter(\.enabled).sorted { $0.id < $1.id }.map { channel in
            .init(
                channelId: channel.id, name: channel.name, type: "webchat",
                loggedIn: state.channels.contains(channel.id))
        }
    }

    func changed(by dismissal: Desk.Dismissal?, at now: Instant) -> Event.AgentStateChanged {
        .init(
            tenant: tenant.id, agentId: state.agent, at: now, version: state.version, status: state.status,
            channels: channels, active: state.active, offered: state.offered, capacity: state.capacity,
            supervisorId: dismissal?.supervisor, reason: dismissal?.reason)
    }

    /// Everything the agent has, with all that is known of it. What does not fit into a message (256 KiB) is told
    /// without customers, attributes and summaries, and if that is still too much, as far as there is room: the rest is
    /// told when something happens to it.
    func snapshot(cards: [Conversation], conversations: [Conversation], at now: Instant) -> Event.AgentSnapshot {
        let all = snapshot(cards[...], conversations[...], isBare: false, now)
        if all.fits { return all }
        var share = 1
        while true {
            let part = snapshot(
                cards.prefix(cards.count / share), conversations.prefix(conversations.count / share), isBare: true, now)
            if part.fits || part.cards.isEmpty && part.conversations.isEmpty { return part }
            share *= 2
        }
    }

    private func snapshot(
        _ cards: ArraySlice<Conversation>, _ conversations: ArraySlice<Conversation>, isBare: Bool, _ now: Instant
    ) -> Event.AgentSnapshot {
        .init(
            tenant: tenant.id, agentId: state.agent, at: now, version: state.version, status: state.status,
            channels: channels, active: state.active, offered: state.offered, capacity: state.capacity,
            cards: cards.compactMap { card($0, isBare: isBare) },
            conversations: conversations.compactMap { item($0, isBare: isBare) })
    }

    private func card(_ conversation: Conversation, isBare: Bool) -> Event.ConversationOffered? {
        conversation.openCard(in: tenant).map { card in
            EventTranslation.offered(Occurrence(latest: conversation), card, isBare: isBare)
        }
    }

    private func item(_ conversation: Conversation, isBare: Bool) -> Event.AgentConversation? {
        let state: ServiceState
        switch conversation.state {
        case .inService: state = .inService
        case .wrapUp: state = .wrapUp
        case .withBot, .choosing, .formOffered, .waiting, .offered, .closed: return nil
        }
        let identity = conversation.identity
        return .init(
            conversationId: identity.id, protocol: identity.protocolNumber, channelId: identity.channel,
            sessionId: identity.session, state: state, seq: conversation.progress.seq,
            line: conversation.progress.line, customer: isBare ? nil : conversation.facts.customer)
    }
}

extension Event.AgentSnapshot {
    fileprivate var fits: Bool { (try? encoded()) != nil }
}

extension Occurrence {
    /// Where a conversation stands now.
    fileprivate init(latest conversation: Conversation) {
        let identity = conversation.identity
        self.init(
            tenant: identity.tenant, conversationId: identity.id, protocol: identity.protocolNumber,
            channelId: identity.channel, sessionId: identity.session, seq: conversation.progress.seq,
            at: conversation.progress.lastEventAt)
    }
}
