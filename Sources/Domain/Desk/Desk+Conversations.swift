import Identifiers

/// What conversations tell the desk.
extension Desk {
    mutating func conversation(_ id: ConversationID, _ note: ConversationNote, _ turn: inout Turn) {
        switch note {
        case .enqueue(let request): enqueue(id, request, &turn)
        case .left:
            if let queue = places[id]?.queue { count(queue, turn) { $0.hasAbandoned() } }
            leave(id, &turn)
        case .placeGivenBack: leave(id, &turn)
        case .customerAway: customer(of: id, isAway: true, &turn)
        case .customerReturned: customer(of: id, isAway: false, &turn)
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
            atHead: request.atHead, toldPosition: 0, toldAt: turn.now, toAgent: request.toAgent,
            ticket: request.ticket, isAway: request.isAway)
        if let exclusion = request.notTo { exclude(exclusion, from: &place, &turn) }
        var checks = request.checks ?? []
        if !request.atHead && request.hadPlace != true {
            let view = view(of: place, turn)
            checks += self.checks(of: place, view, turn)
            if let obstacle = Admission.obstacle(view) {
                cancelExclusions(of: place, &turn)
                let refusal = Conversation.DeskAnswer.refused(obstacle.reason, checks: checks, ticket: place.ticket)
                return turn.actions.append(.conversation(id, refusal))
            }
        }
        lines[place.queue, default: Line()].insert(place.entry)
        place.toldPosition = lines[place.queue]?.position(of: place.entry) ?? 1
        places[id] = place
        changes.places.insert(id)
        changes.queues.insert(place.queue)
        turn.actions.append(
            .conversation(
                id,
                .enqueued(
                    position: place.toldPosition, checks: checks, ticket: place.ticket,
                    wait: tallies[place.queue]?.estimatedWait(at: place.toldPosition))))
        if request.atHead || request.hadPlace == true { watchForNobody(place.queue, &turn) }
        assign(id, &turn)
    }

    /// What a customer who picked this queue on this channel now would find here.
    public func view(
        of queue: QueueID, on channel: ChannelID, tenant: Tenant, at now: Instant
    ) -> Admission.DeskView {
        let place = Place(
            conversation: ConversationID(trusted: "nobody"), queue: queue, channel: channel, since: now, atHead: false,
            toldPosition: 0)
        return view(of: place, Turn(tenant: tenant, now: now))
    }

    private mutating func exclude(_ exclusion: Exclusion, from place: inout Place, _ turn: inout Turn) {
        place.exclusions[exclusion.agent] = exclusion.until
        turn.actions.append(.setTimer(.exclusion(place.conversation, exclusion.agent), at: exclusion.until))
    }

    private func cancelExclusions(of place: Place, _ turn: inout Turn) {
        for agent in place.exclusions.keys.sorted() {
            turn.actions.append(.cancelTimer(.exclusion(place.conversation, agent)))
        }
    }

    private func view(of place: Place, _ turn: Turn) -> Admission.DeskView {
        guard let queue = turn.tenant.queues[place.queue], somebodyCouldTake(place, turn) else {
            return .nobodyLoggedIn
        }
        if place.toAgent != nil { return .hasRoom }
        let isFull =
            (lines[place.queue]?.count ?? 0) >= queue.maxWaiting
            && Matching.choose(for: place, among: agents, tenant: turn.tenant, at: turn.now) == nil
        return isFull ? .full : .hasRoom
    }

    private func checks(of place: Place, _ view: Admission.DeskView, _ turn: Turn) -> [Check] {
        guard let queue = turn.tenant.queues[place.queue] else {
            return [Check("queue", "unknown", detail: place.queue.text)]
        }
        let found = Check("queue", "found", detail: queue.id.text)
        let room = "\(lines[queue.id]?.count ?? 0) of \(queue.maxWaiting)"
        let somebody = Check("logged_in", "somebody", detail: place.channel.text)
        return switch view {
        case .nobodyLoggedIn: [found, Check("logged_in", "nobody", detail: place.channel.text)]
        case .full: [found, somebody, Check("room", "full", detail: room)]
        case .hasRoom: [found, somebody, Check("room", "enough", detail: room)]
        }
    }

    /// Whoever hands a conversation over does not count.
    private func somebodyCouldTake(_ place: Place, _ turn: Turn) -> Bool {
        if let agent = place.toAgent { return agents[agent]?.isLoggedIn(to: place.channel) ?? false }
        return (turn.tenant.members[place.queue] ?? []).contains { id in
            place.exclusions[id] == nil && agents[id]?.isLoggedIn(to: place.channel) ?? false
        }
    }

    func somebodyIsLoggedIn(_ queue: QueueID, _ channel: ChannelID, _ turn: Turn) -> Bool {
        (turn.tenant.members[queue] ?? []).contains { agents[$0]?.isLoggedIn(to: channel) ?? false }
    }

    /// Rule 11. A card that is open stays open.
    private mutating func customer(of id: ConversationID, isAway: Bool, _ turn: inout Turn) {
        guard places[id] != nil else { return }
        places[id]?.isAway = isAway
        changes.places.insert(id)
        if !isAway { assign(id, &turn) }
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
        cancelExclusions(of: place, &turn)
    }
}
