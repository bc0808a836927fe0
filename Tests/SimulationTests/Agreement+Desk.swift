import Domain
import Identifiers

extension Agreement {
    /// Every place belongs to somebody who waits, and can be left.
    mutating func checkPlaces() {
        let timers = world.shelf(of: .desk).timers
        for place in desk.places.values.sorted(by: { $0.conversation < $1.conversation }) {
            let id = place.conversation
            if world.conversation(id) == nil { complain("\(id) has a place and does not exist") }
            if let reservation = place.reservation {
                if !parked.contains(id.text), timers[.desk(.reservation(id, reservation.offer))] == nil {
                    complain("\(id) is reserved and nobody will ask it back")
                }
                if desk.agents[reservation.agent]?.offered[id] != reservation.offer {
                    complain("\(id) is reserved for \(reservation.agent), who does not hold it")
                }
            } else {
                checkNobodyIdles(place)
            }
            if !isSomebodyThere(for: place), timers[.desk(.nobody(place.queue))] == nil {
                complain("\(id) waits in \(place.queue) where nobody is logged in, and no grace is running")
            }
        }
    }

    private func isSomebodyThere(for place: Desk.Place) -> Bool {
        (Company.tenant.members[place.queue] ?? []).contains { id in
            desk.agents[id].map { $0.lostAt == nil && $0.channels.contains(place.channel) } ?? false
        }
    }

    /// Assignment is by event and never by a sweep: whoever could be served now should have been.
    private mutating func checkNobodyIdles(_ place: Desk.Place) {
        guard place.isAway != true else { return }
        for id in Company.tenant.members[place.queue] ?? [] where place.toAgent == nil || place.toAgent == id {
            guard let agent = desk.agents[id], agent.lostAt == nil, agent.channels.contains(place.channel),
                !agent.away, !agent.paused, agent.load < Company.capacity(of: id),
                !agent.leaving.contains(where: { $0.channels.contains(place.channel) }),
                place.exclusions[id].map({ $0 <= world.now }) ?? true
            else { continue }
            complain("\(place.conversation) waits in \(place.queue) although \(id) is free, and nobody looks")
        }
    }

    /// Nobody holds what is not his.
    mutating func checkAgents() {
        for agent in desk.agents.values.sorted(by: { $0.id < $1.id }) {
            for (id, work) in agent.active.sorted(by: { $0.key < $1.key }) where !parked.contains(id.text) {
                if world.conversation(id)?.servingAgent != agent.id {
                    complain("\(agent.id) holds \(id) as \(work.state.rawValue), which is not his")
                }
            }
            for (id, offer) in agent.offered.sorted(by: { $0.key < $1.key })
            where desk.places[id]?.reservation?.offer != offer {
                complain("\(agent.id) holds the card \(offer) of \(id), which is not reserved")
            }
            if parked.isEmpty && !agent.leaving.isEmpty { complain("\(agent.id) waits for his logout") }
        }
    }

    /// The door and the desk agree on who is there.
    mutating func checkDoor() {
        for profile in Company.agents {
            let presence = world.stores[.presence]?.presences[profile.id] ?? Presence(agent: profile.id)
            let agent = desk.agents[profile.id]
            let known = agent?.channels ?? []
            if Set(presence.channels.keys) != known {
                complain(
                    "\(profile.id) is logged in to \(presence.channels.keys.sorted()) at his door, "
                        + "to \(known.sorted()) at the desk")
            } else if !known.isEmpty, presence.lostAt != agent?.lostAt {
                complain("\(profile.id) is lost at his door or at the desk, not at both")
            }
        }
    }
}
