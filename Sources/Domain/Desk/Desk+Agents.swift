import Identifiers

/// What agents do, as `agent-presence` tells it.
extension Desk {
    mutating func agent(_ id: AgentID, _ note: AgentNote, _ turn: inout Turn) {
        switch note {
        case .loggedIn(let channels, let moment): loggedIn(id, channels, at: moment, &turn)
        case .logoutRequested(let channels, let cause): logoutRequested(id, channels, cause, &turn)
        case .paused: paused(id, &turn)
        case .resumed: resumed(id, &turn)
        case .leaseExpired(let at): leaseExpired(id, at: at, &turn)
        case .leaseResumed: leaseResumed(id, &turn)
        case .leaseEnded: logOut(id, agents[id]?.channels ?? [], &turn)
        case .syncRequested(let cause): snapshot(of: id, cause, &turn)
        case .dismissed(let cause, let reason): dismissed(id, cause, reason: reason, &turn)
        }
    }

    /// Complaint T14: whoever waited while nobody was there is offered at the first login.
    private mutating func loggedIn(
        _ id: AgentID, _ channels: [ChannelID], at moment: Instant?, _ turn: inout Turn
    ) {
        turn.asking.insert(id)
        tellBack(id, to: channels, &turn)
        leaseResumed(id, &turn)
        change(id, &turn) { agent in
            if agent.channels.isEmpty {
                agent.paused = false
                agent.away = false
                agent.missedInRow = 0
            }
            agent.channels.formUnion(channels)
            agent.loggedInAt = moment
            for index in agent.leaving.indices { agent.leaving[index].channels.subtract(channels) }
        }
        finishLeaving(id, &turn)
        somebodyCame(id, &turn)
    }

    /// Who accepted while he was being logged out is lost to that conversation until he logs in to its channel again.
    private func tellBack(_ id: AgentID, to channels: [ChannelID], _ turn: inout Turn) {
        guard let agent = agents[id], agent.lostAt == nil else { return }
        for (conversation, work) in agent.active.sorted(by: { $0.key < $1.key })
        where channels.contains(work.channel) && !agent.channels.contains(work.channel) {
            turn.actions.append(.conversation(conversation, .agentBack(id)))
        }
    }

    /// The grace of rule 8 ends where this agent is back, and goes on where he is not logged in.
    private mutating func somebodyCame(_ id: AgentID, _ turn: inout Turn) {
        for queue in turn.tenant.agents[id]?.queues ?? [] where lines[queue].map({ !$0.isEmpty }) ?? false {
            watchForNobody(queue, &turn)
        }
        serve(id, &turn)
    }

    private mutating func logoutRequested(
        _ id: AgentID, _ requested: [ChannelID]?, _ cause: Cause, _ turn: inout Turn
    ) {
        let channels = requested.map(Set.init) ?? agents[id]?.channels ?? []
        guard let agent = agents[id], !agent.isInService(onAnyOf: channels) else {
            return refuseLogout(id, cause, &turn)
        }
        change(id, &turn) { $0.leaving.append(.init(channels: channels, cause: cause)) }
        withdrawCards(of: id, onlyOn: channels, &turn)
        finishLeaving(id, &turn)
    }

    private mutating func refuseLogout(_ id: AgentID, _ cause: Cause, _ turn: inout Turn) {
        guard agents[id] != nil else { return }
        let sentence = "You still have conversations in service on these channels; finish or transfer them first."
        turn.actions.append(.reject(.init(cause: cause, code: .hasOpenConversations, message: sentence)))
    }

    /// Completes or refuses each logout once no card of its channels is open any more. A login to a channel takes it
    /// out of the logouts that wait.
    mutating func finishLeaving(_ id: AgentID, _ turn: inout Turn) {
        for leaving in agents[id]?.leaving ?? [] {
            guard let agent = agents[id], !hasOpenCard(agent, onAnyOf: leaving.channels) else { continue }
            change(id, &turn) { $0.leaving.removeAll { $0 == leaving } }
            if agent.isInService(onAnyOf: leaving.channels) {
                refuseLogout(id, leaving.cause, &turn)
            } else {
                logOut(id, leaving.channels, &turn)
            }
        }
    }

    private func hasOpenCard(_ agent: Agent, onAnyOf channels: Set<ChannelID>) -> Bool {
        agent.offered.keys.contains { places[$0].map { channels.contains($0.channel) } ?? false }
    }

    private mutating func logOut(_ id: AgentID, _ channels: Set<ChannelID>, _ turn: inout Turn) {
        guard let before = agents[id] else { return }
        change(id, &turn) { agent in
            agent.channels.subtract(channels)
            if agent.channels.isEmpty { agent.lostAt = nil }
        }
        withdrawCards(of: id, onlyOn: channels, &turn)
        turn.actions.append(.loggedOut(id, channels.sorted(), loggedInAt: before.loggedInAt))
        // Whoever lost his lease stopped counting then; the grace is not begun anew.
        if before.lostAt == nil { watchQueues(of: id, &turn) }
    }

    /// Rule 22: at once, whatever he is doing. Whoever he serves goes back to the head of his queue.
    private mutating func dismissed(_ id: AgentID, _ cause: Cause, reason: String, _ turn: inout Turn) {
        guard case .supervisor(let supervisor) = cause.sender else { return }
        guard let agent = agents[id], !agent.channels.isEmpty else {
            let sentence = "The agent \(id) is not logged in."
            return turn.actions.append(.reject(.init(cause: cause, code: .notLoggedIn, message: sentence)))
        }
        let wasLost = agent.lostAt != nil
        turn.dismissals[id] = Dismissal(supervisor: supervisor, reason: reason)
        turn.asking.insert(id)
        change(id, &turn) { agent in
            agent.channels = []
            agent.leaving = []
            agent.lostAt = nil
        }
        withdrawCards(of: id, &turn)
        for conversation in agent.active.keys.sorted() {
            turn.actions.append(.conversation(conversation, .agentDismissed(id, by: supervisor, reason: reason)))
        }
        turn.actions.append(.loggedOut(id, agent.channels.sorted(), loggedInAt: agent.loggedInAt))
        if !wasLost { watchQueues(of: id, &turn) }
    }

    private mutating func paused(_ id: AgentID, _ turn: inout Turn) {
        turn.asking.insert(id)
        change(id, &turn) { $0.paused = true }
        withdrawCards(of: id, &turn)
    }

    private mutating func resumed(_ id: AgentID, _ turn: inout Turn) {
        turn.asking.insert(id)
        change(id, &turn) { agent in
            agent.paused = false
            agent.away = false
            agent.missedInRow = 0
        }
        serve(id, &turn)
    }

    /// Rule 10: the conversations are told, and give up the agent if he does not return.
    private mutating func leaseExpired(_ id: AgentID, at moment: Instant, _ turn: inout Turn) {
        guard let agent = agents[id], agent.isLoggedIn else { return }
        change(id, &turn) { $0.lostAt = moment }
        withdrawCards(of: id, &turn)
        for conversation in agent.active.keys.sorted() {
            turn.actions.append(.conversation(conversation, .agentLost(id, since: moment)))
        }
        watchQueues(of: id, &turn)
    }

    private mutating func leaseResumed(_ id: AgentID, _ turn: inout Turn) {
        guard let agent = agents[id], agent.lostAt != nil else { return }
        change(id, &turn) { $0.lostAt = nil }
        for conversation in agent.active.keys.sorted() {
            turn.actions.append(.conversation(conversation, .agentBack(id)))
        }
        somebodyCame(id, &turn)
    }

    private mutating func snapshot(of id: AgentID, _ cause: Cause, _ turn: inout Turn) {
        let agent = agents[id] ?? Agent(id: id)
        turn.actions.append(
            .snapshot(
                state(of: id, in: turn.tenant), cards: agent.offered.keys.sorted(),
                conversations: agent.active.keys.sorted(), cause))
    }

    private mutating func watchQueues(of id: AgentID, _ turn: inout Turn) {
        for queue in turn.tenant.agents[id]?.queues ?? [] { watchForNobody(queue, &turn) }
    }

    /// Rule 8: customers who wait where nobody is logged in get a grace, then the standard text. It runs from the
    /// moment the last one left; other agents coming and going do not begin it anew.
    mutating func watchForNobody(_ queue: QueueID, _ turn: inout Turn) {
        var loggedIn: [ChannelID: Bool] = [:]
        var first: Instant?
        var wasForsaken = false
        for entry in lines[queue]?.entries ?? [] {
            guard let place = places[entry.conversation] else { continue }
            let known = loggedIn[place.channel] ?? somebodyIsLoggedIn(queue, place.channel, turn)
            loggedIn[place.channel] = known
            wasForsaken = wasForsaken || place.forsakenSince != nil
            let since = known ? nil : place.forsakenSince ?? turn.now
            if since != place.forsakenSince {
                places[entry.conversation]?.forsakenSince = since
                changes.places.insert(entry.conversation)
            }
            if let since { first = min(first ?? since, since) }
        }
        if let first {
            turn.actions.append(
                .setTimer(.nobody(queue), at: first + turn.tenant.timings(of: queue).nobodyLoggedInGrace))
        } else if wasForsaken {
            turn.actions.append(.cancelTimer(.nobody(queue)))
        }
    }

    mutating func timerFired(_ timer: Timer, _ turn: inout Turn) {
        switch timer {
        case .exclusion(let conversation, let agent):
            places[conversation]?.exclusions[agent] = nil
            changes.places.insert(conversation)
            assign(conversation, &turn)
        case .reservation(let conversation, let offer):
            guard places[conversation]?.reservation?.offer == offer else { return }
            turn.actions.append(.conversation(conversation, .askedBack(offer)))
        case .nobody(let queue):
            graceIsOver(queue, &turn)
        case .positions(let queue):
            changes.queues.insert(queue)
        case .figures(let queue):
            figuresAreDue(queue, &turn)
        }
    }

    private mutating func graceIsOver(_ queue: QueueID, _ turn: inout Turn) {
        let grace = turn.tenant.timings(of: queue).nobodyLoggedInGrace
        for place in (lines[queue]?.entries ?? []).compactMap({ places[$0.conversation] }) {
            // A card that is being taken back right now is looked at again.
            guard let since = place.forsakenSince, since + grace <= turn.now, place.reservation == nil else { continue }
            removePlace(place, &turn)
            let checks = [
                Check("logged_in", "nobody", detail: queue.text), Check("nobody_since", since.rfc3339),
            ]
            turn.actions.append(
                .conversation(
                    place.conversation, .refused(.noAgentLoggedIn, checks: checks, ticket: place.ticket)))
        }
        lookAgain(at: queue, after: grace, &turn)
    }

    /// For those whose grace is not over, or whose card was still open.
    private func lookAgain(at queue: QueueID, after grace: Duration, _ turn: inout Turn) {
        let left = (lines[queue]?.entries ?? []).compactMap { places[$0.conversation] }
        let due = left.compactMap { place in
            place.forsakenSince.map { max($0 + grace, place.reservation == nil ? $0 : turn.now + .seconds(5)) }
        }
        if let next = due.min() { turn.actions.append(.setTimer(.nobody(queue), at: next)) }
    }
}
