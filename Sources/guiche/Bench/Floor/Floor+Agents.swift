import Contracts
import Domain
import Identifiers

// The agents: they accept every card at once, talk as the script says, finish, save, and take the next.
extension Floor {
    /// Everybody has told how much room he has.
    var isStaffKnown: Bool { workplaces.values.allSatisfy { $0.channelsBefore != nil } }

    /// Everybody takes cards.
    var isStaffServing: Bool { workplaces.values.allSatisfy(\.isServing) }

    func ask() -> [Act] { workplaces.keys.sorted().map { .ask($0) } }

    /// Logs in whoever has room; the others are left alone.
    mutating func logIn() -> [Act] {
        workplaces = workplaces.filter { $0.value.room > 0 }
        return workplaces.keys.sorted().flatMap { agent -> [Act] in
            let isIn = workplaces[agent]?.channelsBefore?.isSuperset(of: setting.channels) ?? false
            return isIn ? [.resume(agent)] : [.logIn(agent), .resume(agent)]
        }
    }

    func beat() -> [Act] { workplaces.keys.sorted().map { .beat($0) } }

    /// Everybody leaves as he came.
    func logOut() -> [Act] {
        workplaces.values.sorted { $0.id < $1.id }.compactMap { workplace in
            let added = setting.channels.filter { workplace.channelsBefore?.contains($0) == false }
            return added.isEmpty ? nil : .logOut(workplace.id, added)
        }
    }

    mutating func seeAgent(_ agent: AgentID, _ word: AgentWord) {
        guard workplaces[agent] != nil else { return }
        if word.active + word.offered > word.capacity {
            ledger.note(.overCapacity, "\(agent) has \(word.active) + \(word.offered) of \(word.capacity)")
        }
        workplaces[agent]?.isServing = word.isServing
        guard let channels = word.channels, workplaces[agent]?.channelsBefore == nil else { return }
        workplaces[agent]?.channelsBefore = channels
        workplaces[agent]?.capacity = word.capacity
        workplaces[agent]?.load = word.active + word.offered
    }

    /// What the cards of our agents mean for their load. A card of somebody else's customer is declined at once, so
    /// that it goes on to an agent who is there for him.
    mutating func countCards(_ happening: Sighting.Happening, _ conversation: ConversationID, _ now: Moment) -> [Act] {
        switch happening {
        case .offered(let agent, let offer):
            guard workplaces[agent] != nil else { return [] }
            workplaces[agent]?.load += 1
            if let freed = workplaces[agent]?.freedAt.popFirst() {
                measures.note(.freeAgentToCard, now - freed, at: now)
            }
            return number(of: conversation) == nil ? [.decline(conversation, agent, offer)] : []
        case .withdrawn(let agent, _, wasAccepted: false, let wasMissed):
            guard workplaces[agent] != nil else { return [] }
            workplaces[agent]?.load -= 1
            // Two missed cards in a row set an agent to away, until he clicks (rule 6).
            return wasMissed ? [.resume(agent)] : []
        default: return []
        }
    }

    mutating func accept(_ visit: inout Visit, _ agent: AgentID, _ offer: OfferID, at now: Moment) -> [Act] {
        if let live = visit.liveOffer {
            ledger.note(.winners, "\(visit.place.session): the card \(offer) came while \(live) was live")
        }
        visit.liveOffer = offer
        guard workplaces[agent] != nil else { return [] }
        visit.server = agent
        visit.acceptedAt = now
        visit.agentView.begin(.customer, at: visit.customer.count)
        return [.accept(visit.place, agent, offer)]
    }

    mutating func seeAccepted(_ visit: inout Visit, _ seq: Int, _ viewer: Voice, _ now: Moment) {
        let wasSeen = viewer == .agent ? visit.acceptedSeenBy.agent : visit.acceptedSeenBy.customer
        if wasSeen, visit.phase == .inService {
            ledger.note(.winners, "\(visit.place.session) was accepted twice")
        }
        visit.become(.inService, seq: seq)
        guard viewer == .agent else { return visit.acceptedSeenBy.customer = true }
        visit.acceptedSeenBy.agent = true
        if let began = visit.acceptedAt { measures.note(.acceptToAccepted, now - began, at: now) }
    }

    /// Finishes and saves, back to back.
    mutating func finish(_ visit: inout Visit, at now: Moment) -> [Act] {
        guard let agent = visit.server, let revision = visit.revision else { return [] }
        visit.become(.wrapUp, seq: visit.phaseSeq)
        visit.savedAt = now
        workplaces[agent]?.load -= 1
        // As many wait as there are free slots, this one included: so this one, too, gets somebody who waits now.
        if count(.waiting) >= freeSlots { workplaces[agent]?.freedAt.append(now) }
        return [.finish(visit.place, agent), .save(visit.place, agent, revision: revision)]
    }

    mutating func seeRevised(_ conversation: ConversationID, _ now: Moment) -> [Act] {
        change(conversation, now) { visit, floor in
            guard let began = visit.savedAt, !visit.isRevised else { return [] }
            visit.isRevised = true
            floor.measures.note(.saveToRevised, now - began, at: now)
            return []
        }
    }
}
