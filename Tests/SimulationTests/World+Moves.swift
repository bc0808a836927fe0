import Domain
import Identifiers

/// What one replica does with one of its partitions, a move at a time. Between any two moves others move, and anything
/// can break. Each answers false if it was not possible.
extension World {
    /// One move of somebody, chosen by chance.
    func step() {
        guard let partition = chance.pick(Partition.owned) else { return }
        if chance.happens(10) { return straggle(partition) }
        guard let number = broker[partition].consumer else { return promote(partition) }
        let replica = replicas[number]
        guard !replica.isFrozen(at: now) else { return }
        for _ in 0..<4 where move(partition, replica) { return }
    }

    private func move(_ partition: Partition, _ replica: Replica) -> Bool {
        switch chance.below(16) {
        case 0: take(partition, replica)
        case 1, 2: deliver(partition, replica)
        case 3, 4, 5: handle(partition, replica)
        case 6, 7, 8: send(partition, replica)
        case 9, 10: arrive(partition, replica)
        case 11, 12: confirm(partition, replica)
        case 13, 14: acknowledge(partition, replica)
        default: ring(partition, replica)
        }
    }

    /// A replica that has lost its partition and does not know it goes on with what it has in its hands.
    private func straggle(_ partition: Partition) {
        for replica in replicas(of: partition) where !replica.isFrozen(at: now) {
            guard let holding = replica.holdings[partition], holding.tag != broker[partition].tag else { continue }
            if chance.happens(70), handle(partition, replica) { return }
            replica.holdings[partition] = nil
            return
        }
    }

    /// The broker gives a queue that nobody consumes to the next one.
    private func promote(_ partition: Partition) {
        let able = replicas(of: partition).filter { !$0.isFrozen(at: now) }
        if let replica = chance.pick(able) { subscribe(replica, to: partition) }
    }

    func subscribe(_ replica: Replica, to partition: Partition) {
        replica.holdings[partition] = Holding(tag: broker.subscribe(replica.number, to: partition))
    }

    /// Who sees that it is the active consumer raises the epoch, and sends first what was promised and not sent.
    func take(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], holding.tag == broker[partition].tag, holding.taken == nil,
            let store = store(of: partition)
        else { return false }
        store.shelves[partition, default: Shelf()].epoch += 1
        let shelf = shelf(of: partition)
        holding.taken = .init(shelf, epoch: shelf.epoch)
        holding.signs.takenAt = now
        let rows = flaws.contains(.resendsBackwards) ? shelf.outbox.reversed() : shelf.outbox
        holding.unsent = rows[...]
        tell(replica.name, "takes \(partition), epoch \(shelf.epoch), \(shelf.outbox.count) unsent")
        return true
    }

    func deliver(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], holding.tag == broker[partition].tag, holding.taken != nil
        else { return false }
        let letters = broker.deliver(upTo: 1 + chance.below(4), from: partition)
        holding.buffer += letters
        if flaws.contains(.acknowledgesEarly) { broker.acknowledge(letters.count, of: partition) }
        return !letters.isEmpty
    }

    /// One transaction for one to three deliveries.
    func handle(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], let memory = holding.taken, !holding.buffer.isEmpty else {
            return false
        }
        let letters = holding.buffer.prefix(chance.happens(80) ? 1 : 3)
        var draft = draft(partition, holding, memory)
        var floors: [Int] = []
        for letter in letters {
            draft.receive(letter)
            floors.append(draft.shelf.lastRow)
        }
        guard commit(draft, replica, letters) else { return true }
        holding.buffer.removeFirst(letters.count)
        if !flaws.contains(.acknowledgesEarly) { holding.handled += floors }
        return true
    }

    func ring(_ partition: Partition, _ replica: Replica) -> Bool {
        guard let holding = replica.holdings[partition], let memory = holding.taken,
            store(of: partition)?.shelves[partition]?.timers.values.contains(where: { $0.due <= now }) == true
        else { return false }
        var draft = draft(partition, holding, memory)
        draft.ring()
        _ = commit(draft, replica, [])
        return true
    }

    private func draft(_ partition: Partition, _ holding: Holding, _ memory: Holding.Memory) -> Draft {
        var shelf = shelf(of: partition)
        memory.remember(in: &shelf)
        return Draft(
            partition: partition, now: now, flaws: flaws, ward: ward, shelf: shelf,
            presences: store(of: partition)?.presences ?? [:], signs: holding.signs)
    }

    /// False if nothing is written: it crashed before, or somebody else has the partition now.
    private func commit(_ draft: Draft, _ replica: Replica, _ letters: ArraySlice<Letter>) -> Bool {
        let partition = draft.partition
        guard let store = store(of: partition), let holding = replica.holdings[partition], let memory = holding.taken,
            let before = store.shelves[partition]
        else { return false }
        if replica.isDoomed {
            crash(replica, "before it commits \(partition)")
            return false
        }
        guard memory.epoch == before.epoch || flaws.contains(.noEpochs) else {
            tell(replica.name, "is refused a commit of \(partition): epoch \(memory.epoch) is over")
            replica.holdings[partition] = nil
            return false
        }
        let promised = draft.shelf.outbox.dropFirst(before.outbox.count)
        store.shelves[partition] = draft.shelf
        store.presences = draft.presences
        holding.taken = .init(draft.shelf, epoch: memory.epoch)
        holding.signs = draft.signs
        holding.unsent += promised
        tellCommit(draft, replica, letters, promised)
        ledger.note(draft)
        return true
    }

    private func tellCommit(
        _ draft: Draft, _ replica: Replica, _ letters: ArraySlice<Letter>, _ promised: ArraySlice<Shelf.Row>
    ) {
        guard transcript.isTold else { return }
        let skipped = draft.account.skipped > 0 ? " (\(draft.account.skipped) skipped)" : ""
        for letter in letters { tell("\(replica.name) \(draft.partition)", Words.of(letter.content) + skipped) }
        for (refusal, whom) in draft.account.refusals {
            tell("", "  refused by \(whom): \(refusal.cause.id) \(refusal.code.rawValue)")
        }
        for row in promised { tell("", "  -> \(row.letter.to) #\(row.number) \(Words.of(row.letter.content))") }
    }
}
