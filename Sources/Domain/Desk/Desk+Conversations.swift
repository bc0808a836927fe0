import Identifiers

/// What conversations tell the desk.
extension Desk {
    mutating func conversation(_ id: ConversationID, _ note: ConversationNote, _ turn: inout Turn) {
        switch note {
        case .enqueue(let request): enqueue(id, request, &turn)
        case .left: leave(id, &turn)
        case .resolved(let offer, let resolution): resolved(id, offer, resolution, &turn)
        case .wrapUp(let agent): change(agent, &turn) { $0.active[id]?.state = .wrapUp }
        case .released(let agent): released(id, agent, &turn)
        }
    }

    /// The gate of rule 2: somebody logged in to the channel who is a member of the queue, not free capacity.
    private mutating func enqueue(_ id: ConversationID, _ request: PlaceRequest, _ turn: inout Turn) {
        guard places[id] == nil else { return }
        var place = Place(
            conversation: id, queue: request.queue, channel: request.channel, since: request.since,
            atHead: request.atHead, toldPosition: 0)
        var checks = [Check("queue", "found", detail: request.queue.text)]
        if !request.atHead, let reason = refusal(of: place, &checks, turn) {
            turn.actions.append(.conversation(id, .refused(reason, checks: checks)))
            return
        }
        lines[place.queue, default: Line()].insert(place.entry)
        place.toldPosition = lines[place.queue]?.position(of: place.entry) ?? 1
        places[id] = place
        changes.places.insert(id)
        changes.queues.insert(place.queue)
        turn.actions.append(.conversation(id, .enqueued(position: place.toldPosition, checks: checks)))
        if place.atHead { watchForNobody(place.queue, &turn) }
        assign(id, &turn)
    }

    private func refusal(of place: Place, _ checks: inout [Check], _ turn: Turn) -> RefusalReason? {
        guard let queue = turn.tenant.queues[place.queue] else {
            checks = [Check("queue", "unknown", detail: place.queue.text)]
            return .noAgentLoggedIn
        }
        guard somebodyIsLoggedIn(place.queue, place.channel, turn) else {
            checks.append(Check("logged_in", "nobody", detail: place.channel.text))
            return .noAgentLoggedIn
        }
        checks.append(Check("logged_in", "somebody", detail: place.channel.text))
        let waiting = lines[place.queue]?.count ?? 0
        guard waiting >= queue.maxWaiting,
            Matching.choose(for: place, among: agents, tenant: turn.tenant, at: turn.now) == nil
        else {
            checks.append(Check("room", "enough", detail: "\(waiting) of \(queue.maxWaiting)"))
            return nil
        }
        checks.append(Check("room", "full", detail: "\(waiting) of \(queue.maxWaiting)"))
        return .queueFull
    }

    func somebodyIsLoggedIn(_ queue: QueueID, _ channel: ChannelID, _ turn: Turn) -> Bool {
        (turn.tenant.members[queue] ?? []).contains { agents[$0]?.isLoggedIn(to: channel) ?? false }
    }

    private mutating func leave(_ id: ConversationID, _ turn: inout Turn) {
        guard let place = places[id] else { return }
        removePlace(place, &turn)
        guard let reservation = place.reservation else { return }
        freeAgent(of: reservation, place, &turn)
    }

    private mutating func released(_ id: ConversationID, _ agent: AgentID, _ turn: inout Turn) {
        change(agent, &turn) { $0.active[id] = nil }
        serve(agent, &turn)
    }

    mutating func removePlace(_ place: Place, _ turn: inout Turn) {
        lines[place.queue]?.remove(place.entry)
        places[place.conversation] = nil
        changes.places.insert(place.conversation)
        changes.queues.insert(place.queue)
        for agent in place.exclusions.keys.sorted() {
            turn.actions.append(.cancelTimer(.exclusion(place.conversation, agent)))
        }
    }
}
