import Contracts
import Domain
import Identifiers

/// How a queue's figures look on the wire. Pure.
struct Wallboard {
    let tenant: Tenant
    let queue: QueueID
    let figures: Desk.Figures
    let now: Instant

    var figuresChanged: Event.QueueFiguresChanged {
        .init(
            tenant: tenant.id, queueId: queue, at: now, name: tenant.queues[queue]?.name ?? queue.text,
            open: figures.isOpen, waiting: figures.waiting, longestWaitingSince: figures.longestWaitingSince,
            offered: figures.offered, inService: figures.inService, wrapUp: figures.wrapUp,
            agents: .init(
                available: figures.agents[.available] ?? 0, inService: figures.agents[.inService] ?? 0,
                paused: figures.agents[.paused] ?? 0, away: figures.agents[.away] ?? 0,
                offline: figures.agents[.offline] ?? 0),
            answered: figures.answered, answeredInTarget: figures.answeredInTarget,
            targetSeconds: Int(tenant.timings(of: queue).answerTarget.components.seconds), abandoned: figures.abandoned)
    }

    var unattended: Event.QueueUnattended {
        .init(tenant: tenant.id, queueId: queue, at: now, waiting: figures.waiting)
    }
}
