import Domain
import Identifiers

/// Machines, stores and a broker, moved step by step by one source of chance in simulated time.
final class World {
    var now = Company.opening
    var chance: Chance
    let flaws: Flaws
    let ward = Ward()
    var broker = Broker()
    let stores: [Program: Store]
    let replicas: [Replica]
    var ledger = Ledger()
    var people = People()
    var bot = BotPlatform()
    var transcript: Transcript

    init(seed: UInt64, flaws: Flaws, isTold: Bool) {
        chance = Chance(seed: seed)
        self.flaws = flaws
        transcript = Transcript(isTold: isTold)
        stores = Dictionary(uniqueKeysWithValues: Program.allCases.map { ($0, Store()) })
        replicas = Program.allCases.enumerated().flatMap { index, program in
            (0..<2).map { Replica(program: program, number: index * 2 + $0) }
        }
    }

    /// Words are made only where somebody reads them.
    func tell(_ who: @autoclosure () -> String, _ what: @autoclosure () -> String) {
        if transcript.isTold { transcript.add(now, who(), what()) }
    }

    func store(of partition: Partition) -> Store? { partition.stream.program.flatMap { stores[$0] } }

    func shelf(of partition: Partition) -> Shelf { store(of: partition)?.shelves[partition] ?? Shelf() }

    func replicas(of partition: Partition) -> [Replica] {
        replicas.filter { $0.program == partition.stream.program }
    }

    var conversations: [ConversationID: Conversation] {
        (stores[.router]?.shelves ?? [:]).values.reduce(into: [:]) { all, shelf in
            all.merge(shelf.conversations) { old, _ in old }
        }
    }

    func conversation(_ id: ConversationID) -> Conversation? { shelf(of: .of(id)).conversations[id] }

    var desk: Desk { shelf(of: .desk).desk }

    func page(of id: ConversationID) -> Page? { shelf(of: .of(.record, key: id.text)).pages[id] }

    /// The next moment after now at which a clock is due.
    func nextDue(upTo end: Instant) -> Instant? {
        var next: Instant?
        for program in stores.values {
            for index in program.shelves.values.indices {
                for alarm in program.shelves.values[index].timers.values where alarm.due > now && alarm.due <= end {
                    next = min(next ?? alarm.due, alarm.due)
                }
            }
        }
        return next
    }

    var alarms: [Alarm] { stores.values.flatMap { $0.shelves.values.flatMap(\.timers.values) } }

    /// Keys whose messages wait because one of them failed.
    var parkedKeys: Set<String> {
        Set(stores.values.flatMap { $0.shelves.values.flatMap { $0.parked.map(\.letter.content.key) } })
    }
}

extension World {
    /// Lets some time pass. Most of the time somebody works meanwhile, so that timers are handled when they are due;
    /// sometimes nobody does.
    func pass(_ time: Duration, isIdle: Bool) {
        let end = now + time
        while !isIdle, now < end {
            now = nextDue(upTo: min(end, now + People.beat)) ?? min(end, now + People.beat)
            beat()
            for _ in 0..<40 { step() }
        }
        now = max(now, end)
        noticeFreezes()
    }

    /// Everybody is well and works until nothing is left to do at this moment.
    func settle() {
        heal()
        for _ in 0..<2_000 {
            var hasWorked = false
            for partition in Partition.owned where workOff(partition) { hasWorked = true }
            if bot.read(from: &broker, ledger: &ledger) { hasWorked = true }
            if !hasWorked { return }
        }
        ledger.complain("the house never became quiet: messages go round in a circle")
    }

    /// False if there was nothing to do.
    private func workOff(_ partition: Partition) -> Bool {
        if broker[partition].consumer == nil, let replica = replicas(of: partition).first {
            subscribe(replica, to: partition)
        }
        guard let number = broker[partition].consumer else { return false }
        var hasWorked = false
        let moves: [(Partition, Replica) -> Bool] = [take, ring, deliver, handle, send, arrive, confirm, acknowledge]
        for move in moves {
            while move(partition, replicas[number]) { hasWorked = true }
        }
        return hasWorked
    }
}
