import Domain
import Identifiers

// What a delivery leads to.
extension Floor {
    /// Takes what one side was shown.
    mutating func see(_ sighting: Sighting, by viewer: Voice, at now: Moment) -> [Act] {
        measures.lastSighting = now
        switch sighting {
        case .line(let name, let seq, let line): return seeLine(name, seq, line, viewer, now)
        case .event(let happening, let conversation, let seq, let line):
            let acts = viewer == .agent ? countCards(happening, conversation, now) : []
            guard let number = number(of: conversation) else { return acts }
            return acts + seeEvent(happening, number, seq, line, viewer, now)
        case .recordOpened(let conversation, let revision):
            return change(conversation, now) { visit, _ in
                visit.revision = revision
                return []
            }
        case .recordRevised(let conversation): return seeRevised(conversation, now)
        case .agent(let agent, let word):
            seeAgent(agent, word)
            return []
        case .turn(let conversation, let turn, let kind): return seeTurn(conversation, turn, kind, now)
        case .rejected(let type, let code, let message):
            seeRejection(type, code, message)
            return []
        }
    }

    private mutating func seeLine(
        _ name: LineName, _ seq: Int, _ line: Int?, _ viewer: Voice, _ now: Moment
    ) -> [Act] {
        change(name.visit, at: now) { visit, floor in
            guard floor.isNew(seq, line, &visit, viewer) else { return [] }
            let isExcused = visit.with(name.voice) { $0.excused.contains(name.number) }
            if viewer == .agent {
                visit.agentView.take(name, isExcused: isExcused, &floor.ledger)
            } else {
                visit.customerView.take(name, isExcused: isExcused, &floor.ledger)
            }
            floor.measures.copyArrived()
            if let path = Path(from: name.voice, to: viewer) { floor.arrived(name, path, &visit, now) }
            return []
        }
    }

    /// A line has come to the other side: how long did it take? Those before it that did not come, the views tell.
    private mutating func arrived(_ name: LineName, _ path: Path, _ visit: inout Visit, _ now: Moment) {
        let due = visit.with(name.voice) { said -> Moment? in
            // The first that is awaited; lines that never come must not shift the times of all later ones.
            let first = said.count - said.due.count
            guard name.number >= first else { return nil }
            said.due.dropFirst(name.number - first)
            return said.due.popFirst()
        }
        if let due { measures.note(path, now - due, at: now) }
    }

    /// False for a repeat.
    private mutating func isNew(_ seq: Int, _ line: Int?, _ visit: inout Visit, _ viewer: Voice) -> Bool {
        viewer == .agent
            ? visit.agentView.take(seq: seq, line: line, &ledger)
            : visit.customerView.take(seq: seq, line: line, &ledger)
    }

    private mutating func seeEvent(
        _ happening: Sighting.Happening, _ number: Int, _ seq: Int, _ line: Int?, _ viewer: Voice, _ now: Moment
    ) -> [Act] {
        change(number, at: now) { visit, floor in
            guard floor.isNew(seq, line, &visit, viewer) else { return [] }
            switch happening {
            case .opened(let number):
                visit.protocolNumber = number
                floor.measures.note(.startToOpened, now - visit.dueAt, at: now)
            case .subjectsOffered:
                visit.become(.choosing, seq: seq)
                return [.pick(visit.place)]
            case .queued: visit.enqueued(seq: seq)
            case .offered(let agent, let offer):
                visit.become(.offered, seq: seq)
                if viewer == .agent { return floor.accept(&visit, agent, offer, at: now) }
            case .withdrawn(_, let offer, let wasAccepted, _):
                if viewer == .agent, visit.liveOffer == offer { visit.liveOffer = nil }
                if !wasAccepted { visit.become(.waiting, seq: seq) }
            case .accepted: floor.seeAccepted(&visit, seq, viewer, now)
            case .closed(let outcome):
                visit.become(.closed, seq: seq)
                if viewer == .agent { visit.agentSawClosed = true } else { visit.outcome = outcome }
            case .refused, .other: break
            }
            return []
        }
    }

    mutating func change(
        _ conversation: ConversationID, _ now: Moment, _ body: (inout Visit, inout Floor) -> [Act]
    ) -> [Act] {
        guard let number = number(of: conversation) else { return [] }
        return change(number, at: now, body)
    }

    private mutating func seeRejection(_ type: String, _ code: String, _ message: String) {
        // A card that ran out while the acceptance was under way goes on to somebody else (rule 4).
        let isLateAcceptance = type == "agent.card.accepted.v1" && ["offer_expired", "offer_taken"].contains(code)
        if isLateAcceptance {
            measures.missedCards += 1
        } else {
            ledger.note(.rejected, "\(type), \(code): \(message)")
        }
    }
}

extension Path {
    /// The way of a line from one side to the other; nil for the sender's own copy.
    init?(from voice: Voice, to viewer: Voice) {
        switch (voice, viewer) {
        case (.customer, .agent): self = .customerToAgent
        case (.agent, .customer): self = .agentToCustomer
        case (.bot, .customer): self = .botToCustomer
        default: return nil
        }
    }
}

extension Visit {
    /// In the line, on entry or again after the agent was lost.
    mutating func enqueued(seq: Int) {
        if phase == .inService, seq > phaseSeq { acceptedSeenBy = (false, false) }
        become(.waiting, seq: seq)
    }
}
