import Identifiers

/// Offers: made here, answered by the conversation (rules 3 to 7).
extension Desk {
    /// Offers a waiting conversation to the best candidate; false if there is none now.
    @discardableResult
    mutating func assign(_ id: ConversationID, _ turn: inout Turn) -> Bool {
        guard let place = places[id], place.reservation == nil,
            let chosen = Matching.choose(for: place, among: agents, tenant: turn.tenant, at: turn.now)
        else { return false }
        let candidates = Matching.explain(chosen, for: place, among: agents, tenant: turn.tenant, at: turn.now)
        let offer = makeOffer(to: chosen.id, for: place, turn)
        let decision = Decision(
            .assign,
            checks: [
                Check("queue", place.queue.text), Check("waiting_since", place.since.rfc3339),
                Check("at_head", place.atHead ? "yes" : "no"), turn.trigger,
                Check("chosen", Matching.merit(of: candidates), detail: chosen.id.text),
            ],
            candidates: candidates, candidateCount: turn.tenant.members[place.queue]?.count ?? 0)
        turn.shown.insert(place.queue)
        places[id]?.reservation = Reservation(offer: offer.id, agent: chosen.id)
        changes.places.insert(id)
        change(chosen.id, &turn) { $0.offered[id] = offer.id }
        turn.actions.append(.conversation(id, .assigned(offer, decision, ticket: place.ticket)))
        turn.actions.append(
            .setTimer(
                .reservation(id, offer.id), at: offer.expiresAt + turn.tenant.timings(of: place.queue).reservationGrace)
        )
        return true
    }

    private mutating func makeOffer(to agent: AgentID, for place: Place, _ turn: Turn) -> Conversation.Offer {
        offersMade += 1
        changes.offersMade = true
        let duration = turn.tenant.timings(of: place.queue).offer
        return .init(id: OfferID(trusted: "o\(offersMade)"), agent: agent, expiresAt: turn.now + duration)
    }

    /// Gives an agent with free capacity what has waited longest over all his queues (rule 3); by event, never by a
    /// sweep.
    mutating func serve(_ agent: AgentID, _ turn: inout Turn) {
        while let place = longestWaiting(for: agent, turn) {
            guard assign(place.conversation, &turn) else { return }
        }
    }

    private func longestWaiting(for id: AgentID, _ turn: Turn) -> Place? {
        guard let profile = turn.tenant.agents[id] else { return nil }
        var best: (place: Place, priority: Int)?
        for queue in profile.queues {
            guard let place = firstInLine(of: queue, for: id, profile, turn) else { continue }
            let priority = turn.tenant.queues[queue]?.priority ?? 0
            if let current = best {
                guard priority > current.priority || (priority == current.priority && place.entry < current.place.entry)
                else { continue }
            }
            best = (place, priority)
        }
        return best?.place
    }

    private func firstInLine(of queue: QueueID, for agent: AgentID, _ profile: AgentProfile, _ turn: Turn) -> Place? {
        for entry in lines[queue]?.entries ?? [] {
            guard let place = places[entry.conversation], place.reservation == nil else { continue }
            let obstacle = Matching.obstacle(to: agents[agent], profile: profile, for: place, at: turn.now)
            guard let obstacle else { return place }
            if obstacle.isOfTheQueue { return nil }
        }
        return nil
    }

    mutating func resolved(
        _ id: ConversationID, _ offer: OfferID, _ resolution: Resolution, _ turn: inout Turn
    ) {
        guard let place = places[id], let reservation = place.reservation, reservation.offer == offer else { return }
        turn.actions.append(.cancelTimer(.reservation(id, offer)))
        switch resolution {
        case .accepted:
            accept(place, reservation, &turn)
        case .declined:
            missOrDecline(place, reservation, missed: false, &turn)
        case .expired:
            missOrDecline(place, reservation, missed: true, &turn)
        case .withdrawn:
            freeReservation(of: place, reservation, &turn)
            assign(id, &turn)
        case .gone:
            removePlace(place, &turn)
            change(reservation.agent, &turn) { $0.offered[id] = nil }
        }
        finishLeaving(reservation.agent, &turn)
        // Whatever became of the card, a unit of his capacity may be free for others in the line.
        serve(reservation.agent, &turn)
    }

    private mutating func accept(_ place: Place, _ reservation: Reservation, _ turn: inout Turn) {
        let now = turn.now
        let target = turn.tenant.timings(of: place.queue).answerTarget
        count(place.queue, turn) { $0.answered(waitingSince: place.since, at: now, target: target) }
        removePlace(place, &turn)
        change(reservation.agent, &turn) { agent in
            agent.offered[place.conversation] = nil
            agent.active[place.conversation] = .init(state: .inService, channel: place.channel, queue: place.queue)
            agent.lastAcceptAt = now
            agent.missedInRow = 0
        }
        // His lease ran out while the accept was on its way: told like those he had then, never limbo (rule 10).
        if let agent = agents[reservation.agent], !agent.isLoggedIn {
            turn.actions.append(
                .conversation(place.conversation, .agentLost(agent.id, since: agent.lostAt ?? now)))
        }
    }

    /// Rule 6: the same place, the agent excluded for a while; two missed in a row set him to away.
    private mutating func missOrDecline(
        _ place: Place, _ reservation: Reservation, missed: Bool, _ turn: inout Turn
    ) {
        let id = place.conversation
        let until = turn.now + turn.tenant.timings(of: place.queue).exclusion
        places[id]?.exclusions[reservation.agent] = until
        turn.actions.append(.setTimer(.exclusion(id, reservation.agent), at: until))
        freeReservation(of: place, reservation, &turn)
        let limit = turn.tenant.timings(of: place.queue).missedOffersUntilAway
        change(reservation.agent, &turn) { agent in
            agent.missedInRow = missed ? agent.missedInRow + 1 : 0
            if agent.missedInRow >= limit { agent.away = true }
        }
        if agents[reservation.agent]?.away ?? false { withdrawCards(of: reservation.agent, &turn) }
        assign(id, &turn)
    }

    private mutating func freeReservation(of place: Place, _ reservation: Reservation, _ turn: inout Turn) {
        places[place.conversation]?.reservation = nil
        changes.places.insert(place.conversation)
        change(reservation.agent, &turn) { $0.offered[place.conversation] = nil }
    }

    /// The conversation is gone while its card was open.
    mutating func freeAgent(of reservation: Reservation, _ place: Place, _ turn: inout Turn) {
        turn.actions.append(.cancelTimer(.reservation(place.conversation, reservation.offer)))
        change(reservation.agent, &turn) { $0.offered[place.conversation] = nil }
        finishLeaving(reservation.agent, &turn)
        serve(reservation.agent, &turn)
    }

    /// Rule 7: open cards are taken back at once; the conversations answer `withdrawn` and are offered on.
    mutating func withdrawCards(of id: AgentID, onlyOn channels: Set<ChannelID>? = nil, _ turn: inout Turn) {
        for (conversation, offer) in (agents[id]?.offered ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let channels, let place = places[conversation], !channels.contains(place.channel) { continue }
            turn.actions.append(.conversation(conversation, .withdraw(offer, .agentUnavailable)))
        }
    }
}
