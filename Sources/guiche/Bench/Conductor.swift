import Domain
import Identifiers

/// The course of a run, step by step: staff, fill, warm up, measure, close, leave.
struct Conductor: Sendable {
    typealias Moment = ContinuousClock.Instant

    /// What a run is to be.
    struct Plan: Sendable {
        let rate: Int
        let messages: Int?
        let duration: Duration
        /// All sessions are opened first, and stay.
        let isSteady: Bool
    }

    /// Lines that are said before the clock runs, where all sessions are opened first, and how many a second.
    static let warmUp = (lines: 500, rate: 1_000)
    /// Three to a lease.
    static let heartbeat: Duration = .seconds(40)

    let load: Load
    let plan: Plan
    private let clock = ContinuousClock()

    init(_ load: Load, _ plan: Plan) {
        self.load = load
        self.plan = plan
    }

    /// Plays the run to its end.
    func run() async throws -> Load.Ending {
        let ending = try await play()
        guard ending != .stalled else { return ending }
        load.act { $0.close(at: .now) }
        let isServed = try await until { $0.live == 0 }
        load.act { $0.logOut() }
        return isServed ? ending : .stalled
    }

    private func play() async throws -> Load.Ending {
        if plan.isSteady {
            guard try await until(letIn: true, { $0.count(.inService) == $0.setting.sessions && $0.isAllTalking })
            else {
                return load.isInterrupted ? .interrupted : .stalled
            }
            _ = try await speak(Cadence(rate: Self.warmUp.rate, from: .now), Self.warmUp.lines, within: Limits.patience)
            guard try await until({ $0.measures.underWay == 0 }) else { return .stalled }
        }
        load.change { $0.measures.begin(at: .now) }
        let ending = try await speak(Cadence(rate: plan.rate, from: .now), plan.messages ?? .max, within: plan.duration)
        guard ending != .stalled, try await until({ $0.measures.underWay == 0 }) else { return .stalled }
        return ending
    }

    /// Learns how much room everybody has; nothing is changed yet.
    ///
    /// - Throws: a sentence when somebody does not answer or nobody has room.
    func meet() async throws {
        load.act { $0.ask() }
        guard try await until({ $0.isStaffKnown }) else {
            throw CommandFailure(
                "The agents' states were not told within \(Limits.patience): look at \"guiche status\".")
        }
        guard load.look({ $0.freeSlots > 0 }) else {
            throw CommandFailure("No agent has room: save or close what they have first.")
        }
    }

    /// Logs everybody in who has room.
    ///
    /// - Throws: a sentence when somebody's login is not told.
    func logIn() async throws {
        load.act { $0.logIn() }
        guard try await until({ $0.isStaffServing }) else {
            throw CommandFailure("Not every agent was logged in within \(Limits.patience): look at \"guiche status\".")
        }
    }

    /// Keeps the leases until the task is cancelled.
    func keepLeases() async {
        while !Task.isCancelled {
            // Cancelled with the run: then nobody needs a lease any more.
            try? await clock.sleep(for: Self.heartbeat)
            if !Task.isCancelled { load.act { $0.beat() } }
        }
    }

}

extension Conductor {
    /// Says `count` lines at a pace, as long as there is time.
    private func speak(_ cadence: Cadence, _ count: Int, within time: Duration) async throws -> Load.Ending {
        var cadence = cadence
        let end = clock.now + time
        var left = count
        while left > 0 {
            try load.check()
            let now = clock.now
            if load.isInterrupted { return .interrupted }
            if now >= end { return .duration }
            if isStalled(at: now) { return .stalled }
            letIn(at: now)
            left -= say(&cadence, atMost: min(left, Limits.wave))
            try await pause(cadence)
        }
        return .messages
    }

    /// Says what is due, at most one wave, and returns how many lines that was.
    private func say(_ cadence: inout Cadence, atMost limit: Int) -> Int {
        var said = 0
        var taken = cadence
        load.act { floor in
            var acts: [Act] = []
            let now = clock.now
            while acts.count < limit, floor.measures.underWay < Limits.underWay, let due = taken.due(at: now) {
                guard let act = floor.speak(due: due) else {
                    taken.nobodyCould(at: now)
                    break
                }
                taken.spoke()
                acts.append(act)
            }
            said = acts.count
            return acts
        }
        cadence = taken
        return said
    }

    private func letIn(at now: Moment) {
        load.act { floor in
            floor.tick(at: now)
            return floor.letIn(at: now)
        }
    }

    /// Until the next line is due, at most a tick.
    private func pause(_ cadence: Cadence) async throws {
        let now = clock.now
        let tick = now + Limits.tick
        let next = cadence.rate > 0 ? min(max(cadence.next, now), tick) : tick
        try await clock.sleep(until: next, tolerance: .zero)
    }

    /// Waits until something holds; false when nothing arrived for ``Limits/patience`` meanwhile.
    private func until(letIn isOpen: Bool = false, _ holds: (Floor) -> Bool) async throws -> Bool {
        load.change { $0.measures.lastSighting = .now }
        while !load.look(holds) {
            try load.check()
            let now = clock.now
            if isStalled(at: now) || isOpen && load.isInterrupted { return false }
            if isOpen { letIn(at: now) } else { load.change { $0.tick(at: now) } }
            try await clock.sleep(for: Limits.tick)
        }
        return true
    }

    private func isStalled(at now: Moment) -> Bool {
        load.look { now - $0.measures.lastSighting > Limits.patience }
    }
}

extension Floor {
    mutating func tick(at now: Moment) {
        measures.tick(
            at: now, inService: count(.inService) + count(.wrapUp), waiting: count(.waiting), withBot: count(.withBot))
    }

    /// Nobody is still between the acceptance and the record.
    var isAllTalking: Bool { visits.values.allSatisfy(\.isTalking) }
}
