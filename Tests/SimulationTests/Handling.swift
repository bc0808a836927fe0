import Domain
import Identifiers

/// What the programs do with one letter: load, apply, save, what is to be sent, timers. The shells' part of the rules,
/// without their bytes.
struct Handling {
    var store: Store
    let place: Place
    let now: Instant
    /// The agents' last signs of life, which live in memory only.
    var signs: Signs
    /// What was refused, to be told if this is committed.
    var refusals: [Refusal] = []
    var complaints: [String] = []

    struct Signs {
        var takenAt = Instant(milliseconds: 0)
        var last: [AgentID: Instant] = [:]
    }

    mutating func handle(_ content: Letter.Content) {
        switch content {
        case .start(let id, let session, let channel, let cause): start(id, session, channel, cause)
        case .conversation(let id, let event): step(id, event)
        case .desk(let event): desk(event)
        case .agent(let id, let command): agent(id, command)
        case .event(let id, let event): write(event, id)
        case .note(let id, let note): self.note(note, id)
        case .timer(let name, let token, let due): fire(name, token, due)
        }
    }

    // MARK: Router

    private mutating func start(_ id: ConversationID, _ session: SessionID, _ channel: ChannelID, _ cause: Cause) {
        if store.conversations[id] != nil { return step(id, .started(cause)) }
        _ = isNew(cause, of: id)
        let identity = Conversation.Identity(
            id: id, tenant: House.tenant.id, channel: channel, session: session,
            protocolNumber: "\(store.conversations.count + 1)", openedAt: now)
        let (conversation, actions) = Conversation.open(identity, start: .init(), tenant: House.tenant)
        store.conversations[id] = conversation
        carryOut(actions, of: id)
    }

    private mutating func step(_ id: ConversationID, _ event: Conversation.Event) {
        guard var conversation = store.conversations[id] else {
            if let cause = event.cause {
                refusals.append(Refusal(cause: cause, code: .unknownConversation, message: "unknown"))
            }
            return
        }
        if let cause = event.cause, !isNew(cause, of: id) { return }
        let actions = conversation.apply(event, tenant: House.tenant, at: now)
        store.conversations[id] = conversation
        carryOut(actions, of: id)
    }

    private static func key(_ cause: Cause, _ id: ConversationID) -> String { "\(id) \(cause.sender) \(cause.id)" }

    private mutating func isNew(_ cause: Cause, of id: ConversationID) -> Bool {
        let key = Self.key(cause, id)
        guard let seen = store.commands[key] else {
            store.commands[key] = .some(nil)
            return true
        }
        if let refusal = seen { refusals.append(refusal) }
        return false
    }

    private mutating func carryOut(_ actions: [Conversation.Action], of id: ConversationID) {
        for action in actions {
            switch action {
            case .publish(let event): store.send(.event(id, event), to: .record(of: id), from: place)
            case .desk(let event): store.send(.desk(event), to: .desk, from: place)
            case .book(let note): store.send(.note(id, note), to: .record(of: id), from: place)
            case .bot: break
            case .reject(let refusal):
                store.commands[Self.key(refusal.cause, id)] = refusal
                refusals.append(refusal)
            case .setTimer(let timer, let due, let token):
                store.timers[.conversation(id, timer)] = .init(due: due, token: token)
            case .cancelTimer(let timer): store.timers[.conversation(id, timer)] = nil
            }
        }
    }

    private mutating func desk(_ event: Desk.Event) {
        let actions = store.desk.apply(event, tenant: House.tenant, at: now)
        _ = store.desk.takeChanges()
        for action in actions {
            switch action {
            case .conversation(let id, let answer):
                store.send(.conversation(id, .desk(answer)), to: .of(id), from: place)
            case .loggedOut(let agent, let channels):
                store.send(.agent(agent, .presence(.loggedOut(channels), nil)), to: .of(agent), from: place)
            case .dismissed(let agent, let channels, let login):
                let event = Presence.Event.dismissed(channels, loggedInAt: login)
                store.send(.agent(agent, .presence(event, nil)), to: .of(agent), from: place)
            case .setTimer(let timer, let due): store.timers[.desk(timer)] = .init(due: due, token: "")
            case .cancelTimer(let timer): store.timers[.desk(timer)] = nil
            case .agentState, .figures, .snapshot, .reject: break
            }
        }
        for agent in store.desk.agents.values where agent.load > House.tenant.agents[agent.id]?.capacity ?? 0 {
            complaints.append("\(agent.id) holds \(agent.load): over capacity")
        }
    }

    // MARK: Agent presence

    private mutating func agent(_ id: AgentID, _ command: Letter.AgentCommand) {
        switch command {
        case .forward(let conversation, let event):
            guard store.presences[id]?.isLive == true else { return refuse(event.cause) }
            store.send(.conversation(conversation, event), to: .of(conversation), from: place)
        case .presence(let event, let cause):
            if let cause {
                guard store.commands["\(id) \(cause.id)"] == nil else { return }
                store.commands["\(id) \(cause.id)"] = .some(nil)
            }
            apply(event, to: id, because: cause)
        }
    }

    private mutating func apply(_ event: Presence.Event, to id: AgentID, because cause: Cause? = nil) {
        var presence = store.presences[id] ?? Presence(agent: id)
        let actions = presence.apply(event, timings: House.tenant.timings, at: now)
        store.presences[id] = presence
        if cause != nil { signs.last[id] = now }
        for action in actions {
            switch action {
            case .desk(let note): store.send(.desk(.agent(id, note)), to: .desk, from: place)
            case .setTimer(let timer, let due): store.timers[.presence(id, timer)] = .init(due: due, token: "")
            case .refuse: refuse(cause)
            }
        }
    }

    private mutating func refuse(_ cause: Cause?) {
        guard let cause else { return }
        refusals.append(Refusal(cause: cause, code: .notLoggedIn, message: "not logged in"))
    }

    // MARK: The book

    private mutating func write(_ event: ConversationEvent, _ id: ConversationID) {
        var page = store.records[id] ?? Store.Page()
        if event.seq <= page.events.count {
            if page.events[event.seq - 1] != event {
                complaints.append("\(id) seq \(event.seq) was told twice, differently")
            }
            return
        }
        guard event.seq == page.events.count + 1 else {
            return complaints.append("\(id) seq \(event.seq) came after \(page.events.count)")
        }
        if let line = event.line {
            if line.number != page.lines + 1 { complaints.append("\(id) line \(line.number) after \(page.lines)") }
            page.lines = line.number
        }
        page.events.append(event)
        store.records[id] = page
    }

    private mutating func note(_ note: Conversation.BookNote, _ id: ConversationID) {
        guard case .save(let change, _, let cause) = note else { return }
        let answer: Conversation.BookAnswer
        switch store.records[id, default: Store.Page()].record.save(change) {
        case .saved(_, let final): answer = .saved(final: final)
        case .stale:
            answer = .refused(Refusal(cause: cause, code: .staleRevision, message: "stale"))
        }
        store.send(.conversation(id, .book(answer)), to: .of(id), from: place)
    }

    // MARK: Timers

    private mutating func fire(_ name: TimerName, _ token: String, _ due: Instant) {
        switch name {
        case .conversation(let id, let timer): step(id, .timer(timer, token: token))
        case .desk(let timer): desk(.timer(timer))
        case .presence(let id, let timer):
            let sign = max(signs.takenAt, signs.last[id] ?? signs.takenAt)
            apply(
                timer == .lease ? .leaseTimer(due: due, renewedAt: sign) : .returnTimer(renewedAt: sign), to: id)
        }
    }
}
