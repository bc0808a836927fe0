import Contracts
import Domain
import Identifiers

/// What a customer who picks a subject of a channel now would get. Pure: the tables of ``Domain/Admission`` over the
/// desk as it is, so that a widget and the engine never disagree (complaints T37 and T45).
struct ChannelStatus {
    let channel: Channel
    let tenant: Tenant
    let desk: Desk
    let now: Instant

    var state: Answer.ChannelState {
        let subjects = channel.subjects.map { (subject: $0, obstacle: obstacle(to: $0.queue)) }
        let inTheWay = subjects.isEmpty ? obstacleWithoutSubjects : nearest(subjects.map(\.obstacle))
        return Answer.ChannelState(
            open: inTheWay == nil, reason: inTheWay?.reason, nextOpenAt: inTheWay?.nextOpenAt, bot: channel.bot != nil,
            subjects: subjects.map { entry in
                Answer.SubjectState(
                    subjectId: entry.subject.id, label: entry.subject.label, open: entry.obstacle == nil,
                    reason: entry.obstacle?.reason, nextOpenAt: entry.obstacle?.nextOpenAt)
            }, form: inTheWay?.form.map(Event.OfferedForm.init))
    }

    private func obstacle(to queue: QueueID) -> Admission.Obstacle? {
        tenant.obstacle(to: queue, on: channel.id, at: now)
            ?? Admission.obstacle(desk.view(of: queue, on: channel.id, tenant: tenant, at: now))
    }

    /// Nothing can be picked; only a bot could lead to a human, by the default queue.
    private var obstacleWithoutSubjects: Admission.Obstacle? {
        guard channel.bot != nil, let queue = channel.defaultQueue else { return .init(.noSubjects) }
        return obstacle(to: queue)
    }

    /// Nil if any subject can be picked, else what stands in the way of the one that can be picked soonest: one that
    /// only lacks an agent, then the one that opens first.
    private func nearest(_ obstacles: [Admission.Obstacle?]) -> Admission.Obstacle? {
        guard !obstacles.contains(nil) else { return nil }
        return obstacles.compactMap(\.self).min { left, right in
            guard left.reason.isOfTheCalendar, right.reason.isOfTheCalendar else {
                return !left.reason.isOfTheCalendar && right.reason.isOfTheCalendar
            }
            guard let leftAt = left.nextOpenAt else { return false }
            return right.nextOpenAt.map { leftAt < $0 } ?? true
        }
    }
}
