import Domain
import Identifiers

// The bot platform of the load: it answers every turn at once and hands over when the script says so.
extension Floor {
    mutating func seeTurn(_ conversation: ConversationID, _ turn: TurnID, _ kind: TurnKind, _ now: Moment) -> [Act] {
        change(conversation, now) { visit, floor in
            guard visit.turn != turn, !visit.isHandedOver, let seat = visit.part.bot else { return [] }
            visit.turn = turn
            visit.become(.withBot, seq: visit.phaseSeq)
            if kind == .message { floor.arrivedAtBot(&visit, now) }
            floor.said(copies: 1)
            let reply = visit.reply(floor.setting.bots[seat].bot, turn, at: now)
            let isLast = floor.isClosing || visit.customer.count >= visit.part.botLines
            return [reply] + (isLast ? floor.handOver(&visit) : [])
        }
    }

    /// The customer waits for each answer, so the turn is about the only line that is awaited.
    private mutating func arrivedAtBot(_ visit: inout Visit, _ now: Moment) {
        if let due = visit.customer.due.popFirst() { measures.note(.customerToBot, now - due, at: now) }
    }

    mutating func handOver(_ visit: inout Visit) -> [Act] {
        guard let seat = visit.part.bot, !visit.isHandedOver else { return [] }
        visit.isHandedOver = true
        return [.handOver(visit.place, setting.bots[seat].bot)]
    }
}
