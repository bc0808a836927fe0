import Identifiers

/// The live figures of the queues, for wallboards: published when they change, each queue's at most once a second.
extension Desk {
    mutating func count(_ queue: QueueID, _ turn: Turn, _ body: (inout Tally) -> Void) {
        let day = turn.tenant.zone.local(turn.now).day
        var tally = tallies[queue] ?? Tally(day: day)
        tally.turn(to: day)
        body(&tally)
        guard tally != tallies[queue] else { return }
        tallies[queue] = tally
        changes.tallies.insert(queue)
    }

    /// Everything this event may have changed of what a wallboard shows.
    mutating func showFigures(_ turn: inout Turn) {
        for agent in turn.touched { turn.shown.formUnion(turn.tenant.agents[agent]?.queues ?? []) }
        for queue in turn.shown.sorted() where turn.tenant.queues[queue] != nil { show(queue, &turn) }
    }

    private mutating func show(_ queue: QueueID, _ turn: inout Turn) {
        let tally = tallies[queue]
        let next = tally?.publishedAt.map { $0 + Self.figuresPause } ?? turn.now
        if next <= turn.now {
            publish(queue, &turn)
            return watchCalendar(of: queue, &turn)
        }
        guard tally?.isDue != true else { return }
        count(queue, turn) { $0.isDue = true }
        turn.actions.append(.setTimer(.figures(queue), at: next))
    }

    /// Looks at the figures again; the calendar may have turned, too.
    mutating func figuresAreDue(_ queue: QueueID, _ turn: inout Turn) {
        count(queue, turn) { $0.isDue = false }
        publish(queue, &turn)
        watchCalendar(of: queue, &turn)
    }

    private mutating func publish(_ queue: QueueID, _ turn: inout Turn) {
        count(queue, turn) { _ in }
        let before = tallies[queue]?.published
        let figures = figures(of: queue, turn)
        guard figures != before else { return }
        count(queue, turn) {
            $0.published = figures
            $0.publishedAt = turn.now
        }
        let isNewlyUnattended = figures.isUnattended && before?.isUnattended != true
        turn.actions.append(.figures(queue, figures, isNewlyUnattended: isNewlyUnattended))
    }

    /// Looks again when the queue opens or closes: nobody may be there then.
    private mutating func watchCalendar(of queue: QueueID, _ turn: inout Turn) {
        guard tallies[queue]?.isDue != true, let next = turn.tenant.nextTurn(of: queue, after: turn.now) else { return }
        turn.actions.append(.setTimer(.figures(queue), at: next))
    }

    func figures(of queue: QueueID, _ turn: Turn) -> Figures {
        let members = turn.tenant.members[queue] ?? []
        let line = lines[queue]?.entries ?? []
        var statuses: [AgentStatus: Int] = [:]
        for member in members { statuses[agents[member]?.status ?? .offline, default: 0] += 1 }
        let work = members.compactMap { agents[$0] }.flatMap(\.active.values).filter { $0.queue == queue }
        let tally = tallies[queue]
        return Figures(
            isOpen: turn.tenant.isOpen(queue, at: turn.now), waiting: line.count,
            longestWaitingSince: line.map(\.since).min(),
            offered: line.count { places[$0.conversation]?.reservation != nil },
            inService: work.count { $0.state == .inService }, wrapUp: work.count { $0.state == .wrapUp },
            agents: statuses, answered: tally?.answered ?? 0, answeredInTarget: tally?.answeredInTarget ?? 0,
            abandoned: tally?.abandoned ?? 0)
    }
}
