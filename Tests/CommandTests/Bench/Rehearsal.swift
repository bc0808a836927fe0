import Domain
import Identifiers

@testable import guiche

/// A floor with two agents for the tests, its clock, and what it is shown.
struct Rehearsal {
    static let run = "abc"
    static let ana = AgentID(trusted: "ana")
    static let bruno = AgentID(trusted: "bruno")

    var floor: Floor
    var now = ContinuousClock.now
    private var seqs: [Int: Int] = [:]
    private var lines: [Int: Int] = [:]

    init(sessions: Int = 1, bots: Int = 0, meanLines: Int? = 4, capacity: Int = 2, agents: [AgentID] = [Self.ana]) {
        let seats = (0..<bots).map {
            Setting.BotSeat(channel: ChannelID(trusted: "bot\($0)"), bot: BotID(trusted: "bot\($0)"))
        }
        let script = Script(seed: 7, bots: bots, meanLines: meanLines, sessions: sessions, rate: 0)
        let setting = Setting(
            run: Self.run, tenant: TenantID(trusted: "acme"), channel: ChannelID(trusted: "site"),
            subject: SubjectID(trusted: "boleto"), queue: QueueID(trusted: "financeiro"), bots: seats, script: script,
            sessions: sessions)
        floor = Floor(setting, agents: agents, from: now)
        for agent in agents { tell(agent, active: 0, offered: 0, capacity: capacity) }
    }

    mutating func tell(_ agent: AgentID, active: Int, offered: Int, capacity: Int) {
        let word = AgentWord(
            active: active, offered: offered, capacity: capacity, isServing: true,
            channels: Set(floor.setting.channels))
        _ = floor.see(.agent(agent, word), by: .agent, at: now)
    }

    mutating func pass(_ time: Duration) { now = now.advanced(by: time) }

    /// Lets in whoever is due within a second.
    mutating func letIn() -> [Act] {
        pass(.seconds(1))
        return floor.letIn(at: now)
    }

    /// Shows an event of a session to those who see it, with the next `seq`.
    @discardableResult
    mutating func show(
        _ happening: Sighting.Happening, of visit: Int, to viewers: [Voice] = [.customer], isLine: Bool = false
    ) -> [Act] {
        guard let place = floor.visits[visit]?.place else { return [] }
        let (seq, line) = next(visit, isLine)
        return viewers.flatMap { viewer in
            floor.see(.event(happening, of: place.conversation, seq: seq, line: line), by: viewer, at: now)
        }
    }

    /// Shows a line to those who see it.
    @discardableResult
    mutating func show(_ line: LineName, to viewers: [Voice]) -> [Act] {
        let (seq, number) = next(line.visit, true)
        return viewers.flatMap { floor.see(.line(line, seq: seq, line: number), by: $0, at: now) }
    }

    /// Gives out numbers that nobody is shown.
    mutating func skip(_ visit: Int, isLine: Bool) { _ = next(visit, isLine) }

    private mutating func next(_ visit: Int, _ isLine: Bool) -> (Int, Int?) {
        seqs[visit, default: 0] += 1
        if isLine { lines[visit, default: 0] += 1 }
        return (seqs[visit] ?? 0, isLine ? lines[visit] : nil)
    }
}

extension Rehearsal {
    static let offer = OfferID(trusted: "offer-1")

    /// From the start to the choice of a subject.
    mutating func open(_ visit: Int = 0) {
        show(.opened(protocol: "1234"), of: visit, isLine: true)
        show(.subjectsOffered, of: visit, isLine: true)
    }

    /// From the line to the talk. The customers' client is shown everything of the sessions that are watched, as 0 is.
    mutating func serve(_ visit: Int = 0, by agent: AgentID = Self.ana, _ offer: OfferID = Self.offer) {
        show(.queued, of: visit)
        show(.offered(agent, offer), of: visit, to: [.customer, .agent])
        show(.accepted, of: visit, to: [.customer, .agent], isLine: true)
        show(.withdrawn(agent, offer, wasAccepted: true, wasMissed: false), of: visit, to: [.customer, .agent])
        record(visit)
    }

    mutating func record(_ visit: Int) {
        guard let place = floor.visits[visit]?.place else { return }
        _ = floor.see(.recordOpened(place.conversation, revision: 1), by: .agent, at: now)
    }

    /// Says and shows everything the script has; returns what came of the last copy.
    mutating func talkToTheEnd() -> [Act] {
        var last: [Act] = []
        while let line = floor.speak(due: now)?.line { last = show(line, to: [.customer, .agent]) }
        return last
    }

    mutating func end(_ visit: Int = 0) {
        guard let place = floor.visits[visit]?.place else { return }
        show(.other, of: visit, to: [.customer, .agent], isLine: true)
        _ = floor.see(.recordRevised(place.conversation), by: .agent, at: now)
        show(.closed(outcome: "answered"), of: visit, to: [.agent, .customer])
    }
}
