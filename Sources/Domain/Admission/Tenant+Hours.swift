import Identifiers

extension Tenant {
    /// The hours of a queue on a channel at a moment; the one evaluator for everybody (complaint T45).
    ///
    /// The queue's calendar beats the channel's, the channel's beats the tenant's; without any it is always open
    /// (rule 21).
    public func hours(of queue: QueueID, on channel: ChannelID?, at moment: Instant) -> Hours {
        let id = queues[queue]?.calendar ?? channel.flatMap { channels[$0]?.calendar } ?? calendar
        return id.flatMap { calendars[$0] }?.hours(at: moment, in: zone) ?? .open
    }

    /// When a queue that is open closes next; nil if it is closed, or does not close within
    /// ``Calendar/closingHorizon``.
    public func closing(of queue: QueueID, on channel: ChannelID?, after moment: Instant) -> Instant? {
        let id = queues[queue]?.calendar ?? channel.flatMap { channels[$0]?.calendar } ?? calendar
        return id.flatMap { calendars[$0] }?.closing(after: moment, in: zone)
    }

    /// When a queue opens or closes next on one of the channels that lead to it; nil if that is far away or never.
    func nextTurn(of queue: QueueID, after moment: Instant) -> Instant? {
        let leading: [ChannelID?] = channels.values.filter { leads($0, to: queue) }.map(\.id)
        return (leading.isEmpty ? [nil] : leading).compactMap { channel in
            switch hours(of: queue, on: channel, at: moment) {
            case .open: closing(of: queue, on: channel, after: moment)
            case .closed(_, let nextOpenAt): nextOpenAt
            }
        }.min()
    }

    private func leads(_ channel: Channel, to queue: QueueID) -> Bool {
        channel.defaultQueue == queue || channel.subjects.contains { $0.queue == queue }
    }

    /// Whether a queue is open on one at least of the channels that lead to it.
    public func isOpen(_ queue: QueueID, at moment: Instant) -> Bool {
        let leading = channels.values.filter { leads($0, to: queue) }
        guard !leading.isEmpty else { return hours(of: queue, on: nil, at: moment) == .open }
        return leading.contains { hours(of: queue, on: $0.id, at: moment) == .open }
    }

    /// The form offered where a queue is closed: the queue's beats the channel's (contract page, "Configuration").
    public func form(of queue: QueueID, on channel: ChannelID) -> Form? {
        (queues[queue]?.form ?? channels[channel]?.form).flatMap { forms[$0] }
    }

    /// What the calendar puts in the way of whoever wants into a queue; nil: it is the desk's turn.
    public func obstacle(to queue: QueueID, on channel: ChannelID, at moment: Instant) -> Admission.Obstacle? {
        Admission.obstacle(hours(of: queue, on: channel, at: moment), form: form(of: queue, on: channel))
    }
}
