/// Whose life `guiche up` decides about: a machine without input, output or clock.
///
/// ```
///   due ──spawn──> running ──first answer of readiness──> running, ready
///    ^                │ exit, or killed after 5 s without an answer
///    └──back-off──────┘
///   stop: SIGTERM to all, SIGKILL to the rest after 12 s, the end when all are gone
/// ```
///
/// Times are durations on a clock that only goes forward.
struct Nursery {
    let limits: Limits
    private(set) var children: [Child]
    private var phase = Phase.starting
    private var lastTick: Duration

    private enum Phase: Equatable {
        case starting
        case ready
        /// Everybody was told to stop; what is left is killed at the moment given.
        case stopping(killAt: Duration, Ending)
        case ended
    }

    init(names: [String], limits: Limits = Limits(), at now: Duration) {
        self.limits = limits
        children = names.map { Child(name: $0, startAt: now) }
        lastTick = now
    }

    mutating func apply(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .tick: return tick(now)
        case .started(let index, let pid, let port):
            children[index].state = .running(Running(pid: pid, port: port, at: now))
            return []
        case .notStarted(let index, let sentence):
            return exited(index, .couldNotStart(sentence), now)
        case .exited(let index, let exit): return exited(index, exit, now)
        case .answered(let index, let answer): return answered(index, answer, now)
        case .stop: return stop(.stopped, now)
        }
    }

    /// When the next tick is due, if nothing else happens before.
    var nextTick: Duration? {
        if case .stopping(let killAt, _) = phase { return killAt }
        return children.compactMap { child in
            switch child.state {
            case .due(let moment): moment
            case .running(let running): running.asked == nil ? running.nextQuestion : nil
            case .gone: nil
            }
        }.min()
    }

    /// The pids of those who run, for a signal that is passed on.
    var pids: [Int32] { children.compactMap { $0.running?.pid } }
}

extension Nursery {
    private mutating func tick(_ now: Duration) -> [Action] {
        forgiveSleep(now)
        lastTick = now
        switch phase {
        case .starting, .ready:
            return children.indices.flatMap { look(at: $0, now) }
        case .stopping(let killAt, let ending):
            guard now >= killAt, !pids.isEmpty else { return [] }
            phase = .stopping(killAt: now + limits.stop, ending)
            return [.say("what did not stop within \(limits.stop.components.seconds) s is killed")]
                + pids.map { .kill($0) }
        case .ended:
            return []
        }
    }

    /// After this process itself did not run for a while, nobody's silence means anything.
    private mutating func forgiveSleep(_ now: Duration) {
        let gap = now - lastTick
        guard gap > limits.ownSleep else { return }
        for index in children.indices {
            guard case .running(var running) = children[index].state else { continue }
            running.lastAnswer += gap
            children[index].state = .running(running)
        }
    }

    private mutating func look(at index: Int, _ now: Duration) -> [Action] {
        switch children[index].state {
        case .due(let moment): return moment <= now ? [.spawn(index)] : []
        case .gone: return []
        case .running(var running):
            let allowed = running.hasAnswered ? limits.silence : limits.firstAnswer
            if now - running.lastAnswer > allowed, !running.isKilled {
                running.isKilled = true
                children[index].state = .running(running)
                let who = "\(children[index].name) (pid \(running.pid))"
                let seconds = allowed.components.seconds
                return [.say("\(who) gave no sign of life for \(seconds) s: killed"), .kill(running.pid)]
            }
            guard running.asked == nil, running.nextQuestion <= now else { return [] }
            let question = running.nextKind
            running.asked = question
            children[index].state = .running(running)
            return [.ask(index, port: running.port, question)]
        }
    }

    private mutating func answered(_ index: Int, _ answer: Answer, _ now: Duration) -> [Action] {
        guard case .running(var running) = children[index].state else { return [] }
        let wasReady = running.isReady
        running.hear(answer, at: now, limits)
        var actions: [Action] = []
        if let since = running.unreadySince, now - since >= limits.unready {
            running.unreadySince = now
            actions = [.declare]
        }
        children[index].state = .running(running)
        guard !wasReady, phase == .starting, children.allSatisfy({ $0.running?.isReady == true }) else {
            return actions
        }
        phase = .ready
        return actions + [.ready]
    }

    private mutating func exited(_ index: Int, _ exit: Exit, _ now: Duration) -> [Action] {
        let child = children[index]
        switch phase {
        case .stopping(_, let ending):
            children[index].state = .gone
            guard pids.isEmpty else { return [] }
            phase = .ended
            return [.end(ending)]
        case .starting where exit.isMistake && child.running?.isReady != true:
            children[index].state = .gone
            return [.say("\(child.name) \(exit)")]
                + stop(.failed("\(child.name) did not start; it said why above."), now)
        case .starting, .ready:
            let pause = children[index].fell(at: now, limits)
            children[index].state = .due(now + pause)
            // Who finds a queue missing at its start says so and ends.
            let repair: [Action] = exit.isMistake && phase == .ready ? [.declare] : []
            return [.say("\(child.name) \(exit); it starts again in \(pause)")] + repair
        case .ended:
            return []
        }
    }

    /// The first word counts: stopping twice changes nothing.
    private mutating func stop(_ ending: Ending, _ now: Duration) -> [Action] {
        guard phase == .starting || phase == .ready else { return [] }
        for index in children.indices where children[index].running == nil { children[index].state = .gone }
        if pids.isEmpty {
            phase = .ended
            return [.end(ending)]
        }
        phase = .stopping(killAt: now + limits.stop, ending)
        return pids.map { .terminate($0) }
    }
}
