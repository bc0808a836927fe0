import Domain
import Identifiers

/// Machines, stores and a model broker in one value, moved step by step by one source of chance.
///
/// The broker keeps every queue in order, gives it to one consumer, and gives everything unacknowledged again, in
/// order, when the consumer is gone. What a program sends may arrive and its confirm be lost: it sends it again.
struct World {
    var now = Instant(milliseconds: 1_000_000_000)
    var random: SplitMix
    /// Deliberate mistakes, to prove that they are found.
    let flaws: Flaws
    private(set) var queues: [Place: Queue] = [:]
    private(set) var stores: [Program: Store] = [:]
    private(set) var replicas: [Replica] = []
    var ledger = Ledger()
    /// What happened, for whoever has to understand a failing seed; nil where nobody reads it.
    var transcript: [String]?

    struct Flaws: OptionSet {
        let rawValue: Int
        /// Repeats are handled again.
        static let noInbox = Flaws(rawValue: 1)
        /// A replica that lost its partition commits all the same.
        static let noEpochs = Flaws(rawValue: 2)
        /// What was not sent before a crash is forgotten.
        static let forgetsOutbox = Flaws(rawValue: 4)
        /// Acknowledges before it commits.
        static let acknowledgesEarly = Flaws(rawValue: 8)
    }

    struct Queue {
        var letters: [Letter] = []
        var consumer: Int?
        /// How many of the first are with the consumer, unacknowledged.
        var delivered = 0
    }

    /// A running copy of a program.
    struct Replica {
        let program: Program
        var holdings: [Place: Holding] = [:]
        /// Stopped until then; its partitions go to somebody else meanwhile, which it does not know.
        var frozenUntil: Instant?

        func isFrozen(at now: Instant) -> Bool { frozenUntil.map { now < $0 } ?? false }
    }

    /// A partition as its holder sees it.
    struct Holding {
        let epoch: Int
        /// Delivered and not handled yet.
        var buffer: [Letter] = []
        /// Handled and not acknowledged yet.
        var handled = 0
        /// How much of the outbox is with the broker, unconfirmed.
        var sent = 0
        var signs: Handling.Signs
        /// Conversations as this replica remembers them; forgotten with the holding.
        var memory: [ConversationID: Conversation] = [:]
    }

    init(seed: UInt64, flaws: Flaws = [], isTold: Bool = false) {
        random = SplitMix(state: seed)
        self.flaws = flaws
        transcript = isTold ? [] : nil
        for place in Place.all { queues[place] = Queue() }
        for program in Program.allCases {
            stores[program] = Store()
            replicas += [Replica(program: program), Replica(program: program)]
        }
    }

    func store(_ program: Program) -> Store { stores[program] ?? Store() }

    var isTold: Bool { transcript != nil }

    /// Words are made only for a reader: ask ``isTold`` first.
    mutating func tell(_ line: String) {
        let milliseconds = now.milliseconds - 1_000_000_000
        transcript?.append("\(milliseconds) ms  \(line)")
    }

    /// From outside, with a confirm: the client repeats until it has one, and so it may arrive twice.
    mutating func publish(_ content: Letter.Content, to place: Place) {
        let letter = Letter(to: place, origin: nil, content: content)
        queues[place]?.letters.append(letter)
        if random.happens(3) { queues[place]?.letters.append(letter) }
    }

    var isQuiet: Bool {
        queues.values.allSatisfy(\.letters.isEmpty)
            && stores.values.allSatisfy { $0.outbox.values.allSatisfy(\.isEmpty) }
    }

    /// The next moment a timer is due.
    var nextTimer: Instant? { stores.values.flatMap { $0.timers.values.map(\.due) }.min() }
}

extension World {
    /// One step of one replica with one of its partitions, or of a partition nobody has; chosen by chance.
    mutating func step() {
        let place = Place.all[random.below(Place.all.count)]
        guard let holder = holder(of: place) else { return take(place) }
        if replicas[holder].isFrozen(at: now) {
            // Its silence is noticed after a while, and somebody else takes over.
            if random.happens(5) { take(place, otherThan: holder) }
            return
        }
        switch random.below(8) {
        case 0: deliver(place, to: holder)
        case 1, 2: handle(place, by: holder)
        case 3, 4: send(place, by: holder)
        case 5: confirm(place, by: holder)
        case 6: acknowledge(place, by: holder)
        default: ring(place, by: holder)
        }
    }

    /// Everything that can be done with a healthy holder, in order: for the end, when no chance is needed any more.
    mutating func workOff() {
        for place in Place.all {
            guard let holder = holder(of: place), !replicas[holder].isFrozen(at: now) else {
                take(place)
                continue
            }
            ring(place, by: holder)
            deliver(place, to: holder)
            for _ in 0..<8 { handle(place, by: holder) }
            while let holding = replicas[holder].holdings[place],
                holding.sent < store(place.program).outbox[place, default: []].count
            { send(place, by: holder) }
            while replicas[holder].holdings[place]?.sent ?? 0 > 0 { confirm(place, by: holder) }
            acknowledge(place, by: holder)
        }
    }

    private func holder(of place: Place) -> Int? { queues[place]?.consumer }

    /// Taking a partition raises its epoch; what is unsent is sent first, what was delivered comes again.
    private mutating func take(_ place: Place, otherThan former: Int? = nil) {
        let able = replicas.indices.filter {
            replicas[$0].program == place.program && $0 != former && !replicas[$0].isFrozen(at: now)
        }
        guard let taker = random.pick(able) else { return }
        let epoch = (stores[place.program]?.epochs[place] ?? 0) + 1
        stores[place.program]?.epochs[place] = epoch
        queues[place]?.consumer = taker
        queues[place]?.delivered = 0
        replicas[taker].holdings[place] = Holding(epoch: epoch, signs: .init(takenAt: now))
        if isTold { tell("\(place.program.rawValue) \(taker) takes \(place), epoch \(epoch)") }
    }

    private mutating func deliver(_ place: Place, to holder: Int) {
        guard let queue = queues[place], queue.consumer == holder, queue.delivered < queue.letters.count else { return }
        let more = min(4, queue.letters.count - queue.delivered)
        replicas[holder].holdings[place]?.buffer += queue.letters[queue.delivered..<queue.delivered + more]
        queues[place]?.delivered += more
        if flaws.contains(.acknowledgesEarly) {
            queues[place]?.letters.removeFirst(more)
            queues[place]?.delivered -= more
            replicas[holder].holdings[place]?.handled -= more
        }
    }

    /// One letter, one transaction: it is committed whole, with the epoch, or not at all.
    private mutating func handle(_ place: Place, by holder: Int) {
        guard var holding = replicas[holder].holdings[place], let letter = holding.buffer.first else { return }
        var handling = Handling(store: store(place.program), place: place, now: now, signs: holding.signs)
        remember(holding, in: &handling)
        if handling.store.isNew(letter) || flaws.contains(.noInbox) { handling.handle(letter.content) }
        guard commit(handling, place, holding.epoch, holder) else { return }
        holding.buffer.removeFirst()
        holding.handled += 1
        holding.signs = handling.signs
        if case .agent(let agent, .presence(.heartbeat, _)) = letter.content { holding.signs.last[agent] = now }
        if let id = letter.content.conversation { holding.memory[id] = handling.store.conversations[id] }
        replicas[holder].holdings[place] = holding
        if isTold { tell("\(place) \(letter.content.words)") }
    }

    /// What a replica remembers is newer than nothing it would read, as long as the partition is its own.
    private func remember(_ holding: Holding, in handling: inout Handling) {
        for (id, conversation) in holding.memory { handling.store.conversations[id] = conversation }
    }

    /// False if somebody else has the partition now: then the replica lets go of it at once.
    private mutating func commit(_ handling: Handling, _ place: Place, _ epoch: Int, _ holder: Int) -> Bool {
        guard store(place.program).epochs[place] == epoch || flaws.contains(.noEpochs) else {
            if isTold { tell("\(place) is refused to \(holder): epoch \(epoch) is over") }
            replicas[holder].holdings[place] = nil
            return false
        }
        stores[place.program] = handling.store
        ledger.note(handling)
        return true
    }

    private mutating func send(_ place: Place, by holder: Int) {
        guard let holding = replicas[holder].holdings[place] else { return }
        let rows = store(place.program).outbox[place, default: []]
        guard holding.sent < rows.count, isCurrent(place, holding, holder) else { return }
        queues[rows[holding.sent].to]?.letters.append(rows[holding.sent])
        replicas[holder].holdings[place]?.sent += 1
    }

    private mutating func confirm(_ place: Place, by holder: Int) {
        guard let holding = replicas[holder].holdings[place], holding.sent > 0, isCurrent(place, holding, holder)
        else { return }
        stores[place.program]?.outbox[place]?.removeFirst()
        replicas[holder].holdings[place]?.sent -= 1
    }

    private func isCurrent(_ place: Place, _ holding: Holding, _ holder: Int) -> Bool {
        queues[place]?.consumer == holder && store(place.program).epochs[place] == holding.epoch
    }

    /// Once everything that followed from them is confirmed.
    private mutating func acknowledge(_ place: Place, by holder: Int) {
        guard let holding = replicas[holder].holdings[place], holding.handled > 0, isCurrent(place, holding, holder),
            store(place.program).outbox[place, default: []].isEmpty
        else { return }
        queues[place]?.letters.removeFirst(holding.handled)
        queues[place]?.delivered -= holding.handled
        replicas[holder].holdings[place]?.handled = 0
    }

    /// A due timer is claimed in a transaction and sent to its own partition.
    private mutating func ring(_ place: Place, by holder: Int) {
        guard let holding = replicas[holder].holdings[place], isCurrent(place, holding, holder) else { return }
        for name in store(place.program).due(of: place, at: now) {
            guard let alarm = stores[place.program]?.timers.removeValue(forKey: name) else { continue }
            stores[place.program]?.send(
                .timer(name, token: alarm.token, due: alarm.due), to: place, from: place)
        }
    }
}

extension World {
    /// A fault, chosen by chance.
    mutating func fault() {
        let victim = random.below(replicas.count)
        switch random.below(4) {
        case 0, 1: crash(victim)
        case 2: freeze(victim, for: .seconds(1 + random.below(30)))
        default: dropConnection(of: victim)
        }
    }

    /// Memory is gone, the store stays; what was delivered comes again, what was sent and not confirmed is sent again.
    private mutating func crash(_ victim: Int) {
        if isTold { tell("\(replicas[victim].program.rawValue) \(victim) crashes") }
        if flaws.contains(.forgetsOutbox) {
            for place in Place.all where queues[place]?.consumer == victim {
                stores[place.program]?.outbox[place] = []
            }
        }
        dropConnection(of: victim)
        replicas[victim].frozenUntil = nil
    }

    private mutating func dropConnection(of victim: Int) {
        for place in Place.all where queues[place]?.consumer == victim {
            queues[place]?.consumer = nil
            queues[place]?.delivered = 0
        }
        replicas[victim].holdings = [:]
    }

    /// It wakes with everything it had in its hands, and goes on with that where it stopped.
    private mutating func freeze(_ victim: Int, for time: Duration) {
        replicas[victim].frozenUntil = now + time
        if isTold { tell("\(replicas[victim].program.rawValue) \(victim) freezes for \(time)") }
    }

    /// A replica that woke does what it was about to do, with a partition that may be somebody else's by now.
    mutating func wakeOne() {
        let asleep = replicas.indices.filter { index in
            replicas[index].frozenUntil != nil && !replicas[index].isFrozen(at: now)
        }
        guard let index = random.pick(asleep) else { return }
        for place in Place.all where replicas[index].holdings[place] != nil && queues[place]?.consumer != index {
            handle(place, by: index)
        }
        for place in Place.all where queues[place]?.consumer != index { replicas[index].holdings[place] = nil }
        replicas[index].frozenUntil = nil
    }

    mutating func heal() {
        for index in replicas.indices {
            if replicas[index].isFrozen(at: now) { dropConnection(of: index) }
            replicas[index].frozenUntil = nil
        }
    }
}
