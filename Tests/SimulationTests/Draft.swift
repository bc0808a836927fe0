import Domain
import Identifiers

/// One transaction under way: a copy of what it works on, kept whole or thrown away whole. What a program does with a
/// message is in the extensions of this type, a file per stream.
struct Draft {
    let partition: Partition
    let now: Instant
    let flaws: Flaws
    let ward: Ward
    var shelf: Shelf
    var presences: [AgentID: Presence]
    /// What lives in memory only.
    var signs: Signs
    /// What the ledger is told once this is committed.
    var account = Account()

    /// The agents' last signs of life: heartbeats cost no commit.
    struct Signs {
        var takenAt = Instant(milliseconds: 0)
        var last: [AgentID: Instant] = [:]
        var beats: Set<String> = []
    }

    mutating func send(_ content: Letter.Content, to target: Partition) {
        shelf.lastRow += 1
        let origin = Letter.Origin(source: partition, number: shelf.lastRow)
        shelf.outbox.append(
            .init(number: shelf.lastRow, letter: Letter(to: target, origin: origin, content: content)))
    }

    mutating func setTimer(_ name: Alarm.Name, at due: Instant, token: String = "") {
        shelf.timersSet += 1
        shelf.timers[name] = Alarm(name: name, due: due, token: token, order: shelf.timersSet)
    }

    mutating func refuse(_ refusal: Refusal, by whom: Account.Refuser) {
        account.refusals.append((refusal, whom))
    }

    /// Handles one delivery: the inbox first, then the parked ones, then the rules.
    mutating func receive(_ letter: Letter) {
        if let origin = letter.origin {
            let mark = shelf.marks[origin.source] ?? 0
            guard origin.number > mark || flaws.contains(.noInbox) else { return account.skipped += 1 }
            shelf.marks[origin.source] = max(mark, origin.number)
        }
        if case .timer(let alarm) = letter.content, case .redrive(let key) = alarm.name {
            redrive(key, isTold: alarm.token == Self.told)
        } else if shelf.parked.contains(where: { $0.letter.content.key == letter.content.key }) {
            shelf.parked.append(.init(letter: letter, attempts: 0))
        } else if !attempt(letter) {
            park(letter)
        }
    }

    mutating func handle(_ content: Letter.Content) {
        switch content {
        case .start(let visit, let cause): start(visit, cause)
        case .conversation(let id, let event): step(id, event)
        case .desk(let event): desk(event)
        case .door(_, let command): knock(command)
        case .presence(let agent, let event): _ = presence(agent, event)
        case .event(let id, let event): write(event, id)
        case .note(let id, let note): self.note(note, id)
        case .timer(let alarm): fire(alarm)
        case .bot: break
        }
    }

    /// Claims what is due. It comes as a message of the own partition; at a door, where only strangers publish, it is
    /// handled at once.
    mutating func ring() {
        let due = shelf.timers.values.filter { $0.due <= now }.sorted { ($0.due, $0.order) < ($1.due, $1.order) }
        for alarm in due {
            shelf.timers[alarm.name] = nil
            if partition.stream == .agents {
                fire(alarm)
            } else if !flaws.contains(.forgetsTimers) || !ward.forgets() {
                send(.timer(alarm), to: partition)
            }
        }
    }

    private mutating func fire(_ alarm: Alarm) {
        switch alarm.name {
        case .conversation(let id, let timer): step(id, .timer(timer, token: alarm.token))
        case .desk(let timer): desk(.timer(timer))
        case .agent(let agent, let timer): leaseFired(agent, timer, due: alarm.due)
        case .redrive: break
        }
    }
}
