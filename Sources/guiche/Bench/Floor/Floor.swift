import Domain
import Identifiers

/// The load as a value: who is there, who may speak, what is done next. Sightings and the time go in, acts come out, in
/// the order in which they are to be done.
struct Floor: Sendable {
    typealias Moment = ContinuousClock.Instant

    private(set) var setting: Setting
    private(set) var visits: [Int: Visit] = [:]
    private var numbers: [ConversationID: Int] = [:]
    var workplaces: [AgentID: Workplace] = [:]
    var ledger = Ledger()
    var measures: Measures
    var sample: Sample
    /// Sessions that ended, by outcome.
    var outcomes: [String: Int] = [:]
    private(set) var population = [Int](repeating: 0, count: Visit.Phase.allCases.count)
    private(set) var begun = 0
    /// No new session comes and nobody says anything new.
    private(set) var isClosing = false
    private var ready = Ring<Int>()
    private var nextArrival: Moment

    init(_ setting: Setting, agents: [AgentID], from start: Moment) {
        self.setting = setting
        measures = Measures(from: start)
        sample = Sample(seed: setting.script.seed)
        nextArrival = start
        for agent in agents { workplaces[agent] = Workplace(id: agent) }
    }

    /// The doors open: so many may be there at once.
    mutating func open(sessions: Int, _ script: Script) {
        setting.sessions = sessions
        setting.script = script
    }

    var live: Int { visits.count }

    func count(_ phase: Visit.Phase) -> Int { population[phase.rawValue] }

    /// Slots that the system will fill with somebody who waits.
    var freeSlots: Int { workplaces.values.reduce(0) { $0 + $1.room } }

    func number(of conversation: ConversationID) -> Int? { numbers[conversation] }

    /// A line that is to be said: so many copies of it will be shown.
    mutating func said(copies: Int) {
        ledger.attempted += 1
        measures.said(copies: copies)
    }

    /// Changes one visit and keeps the count of phases; what has become possible by it is done at once.
    mutating func change(_ number: Int, at now: Moment, _ body: (inout Visit, inout Floor) -> [Act]) -> [Act] {
        guard var visit = visits.removeValue(forKey: number) else { return [] }
        let before = visit.phase
        let could = visit.maySpeak
        var acts = body(&visit, &self)
        if visit.mayFinish { acts += finish(&visit, at: now) }
        population[before.rawValue] -= 1
        population[visit.phase.rawValue] += 1
        if visit.maySpeak, !could { ready.append(number) }
        if visit.isOver { settle(visit) } else { visits[number] = visit }
        return acts
    }

    private mutating func settle(_ visit: Visit) {
        population[visit.phase.rawValue] -= 1
        numbers[visit.place.conversation] = nil
        outcomes[visit.outcome ?? "unfinished", default: 0] += 1
        ledger.noteMissing(visit)
        sample.offer(Settled(visit))
    }
}

// Coming and speaking.
extension Floor {
    /// Lets in whoever is due, as long as there is room; who finds none comes as soon as there is.
    mutating func letIn(at now: Moment) -> [Act] {
        if live >= setting.sessions || isClosing { nextArrival = max(nextArrival, now) }
        var acts: [Act] = []
        while !isClosing, live < setting.sessions, nextArrival <= now, acts.count < Limits.wave {
            let part = setting.script.part(begun)
            let place = setting.place(begun, part)
            visits[begun] = Visit(place, part, dueAt: nextArrival, isWitnessed: setting.isWitnessed(begun))
            numbers[place.conversation] = begun
            population[Visit.Phase.coming.rawValue] += 1
            acts.append(.start(place))
            nextArrival += part.gap
            begun += 1
        }
        return acts
    }

    /// The next line, said by whoever's turn it is; nil when nobody can speak now.
    ///
    /// - Parameter due: its intended time, from which it is measured.
    mutating func speak(due: Moment) -> Act? {
        while let number = ready.popFirst() {
            guard visits[number]?.maySpeak == true, let act = visits[number]?.speak(due: due) else { continue }
            said(copies: visits[number]?.phase == .inService ? 2 : 1)
            if visits[number]?.maySpeak == true { ready.append(number) }
            return act
        }
        return nil
    }

    /// The end of the load: whoever is there is served to his end, without another word.
    mutating func close(at now: Moment) -> [Act] {
        isClosing = true
        return visits.keys.sorted().flatMap { number in
            change(number, at: now) { visit, floor in
                visit.lines = visit.spoken
                return visit.phase == .withBot && visit.isAnswered ? floor.handOver(&visit) : []
            }
        }
    }
}

// What the broker said to what was sent.
extension Floor {
    mutating func acknowledged(_ line: LineName) {
        ledger.acknowledged += 1
        visits[line.visit]?.with(line.voice) { $0.acknowledged += 1 }
    }

    /// The broker did not take it, or nobody knows: it is sent again, and may come late.
    mutating func sentAgain(_ line: LineName) {
        visits[line.visit]?.with(line.voice) { _ = $0.excused.insert(line.number) }
    }

    /// Whoever is still there at the very end.
    mutating func noteUnfinished() {
        for (_, visit) in visits.sorted(by: { $0.key < $1.key }) { ledger.noteUnfinished(visit) }
    }
}
