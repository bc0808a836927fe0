import Domain
import Identifiers

/// A bot as its platform sees it: what it was asked, and whether it is out. It tells repeats by the turn's id.
struct BotPlatform {
    private(set) var talks: [ConversationID: Talk] = [:]

    struct Talk {
        /// The number of the last turn.
        var turns = 0
        /// Unanswered, the oldest first.
        var pending: [TurnID] = []
        var isOut = false
    }

    /// Reads its queue. False if it was empty.
    mutating func read(from broker: inout Broker, ledger: inout Ledger) -> Bool {
        let letters = broker.readAll(of: .bridge)
        for letter in letters {
            guard case .bot(let id, let note) = letter.content else { continue }
            hear(note, of: id, &ledger)
        }
        return !letters.isEmpty
    }

    private mutating func hear(_ note: Conversation.BotNote, of id: ConversationID, _ ledger: inout Ledger) {
        var talk = talks[id] ?? Talk()
        switch note {
        case .turn(let turn, _, _):
            let number = Int(turn.text.dropFirst()) ?? 0
            guard number > talk.turns else { return }
            if number != talk.turns + 1 { ledger.complain("\(id) the bot was given turn \(turn) after \(talk.turns)") }
            if talk.isOut { ledger.complain("\(id) the bot was given turn \(turn) after it was out") }
            talk.turns = number
            talk.pending.append(turn)
        case .taken, .closed:
            talk.isOut = true
        case .transferRejected:
            break
        }
        talks[id] = talk
    }

    mutating func answered(_ turn: TurnID, of id: ConversationID) {
        talks[id]?.pending.removeAll { $0 == turn }
    }
}
