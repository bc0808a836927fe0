import Domain

/// The file's entries as the values the rules use; only for a file that was checked.
extension TenantEntry {
    var tenant: Tenant {
        Tenant(
            id: id, name: name.value, timeZone: timeZone.value, channels: (channels ?? []).map(\.channel),
            queues: (queues ?? []).map(\.queue), agents: (agents ?? []).map(\.profile),
            supervisors: (supervisors ?? []).map { SupervisorProfile(id: $0.id, name: $0.name.value) },
            bots: (bots ?? []).map { Bot(id: $0.id, webhook: $0.webhook?.text, startText: $0.startText?.value) },
            texts: texts?.texts ?? Texts(), timings: timings.timings, brokerUsers: Set(brokerUsers ?? []))
    }
}

extension ChannelEntry {
    var channel: Channel {
        Channel(
            id: id, name: name.value, enabled: enabled, bot: bot, defaultQueue: defaultQueue,
            subjects: (subjects ?? []).map { Subject(id: $0.id, label: $0.label.value, queue: $0.queue) })
    }
}

extension QueueEntry {
    var queue: ServiceQueue {
        ServiceQueue(
            id: id, name: name.value, offer: offerSeconds?.duration,
            maxWaiting: maxWaiting?.value ?? ServiceQueue.defaultMaxWaiting, priority: priority?.value ?? 0)
    }
}

extension AgentEntry {
    var profile: AgentProfile {
        AgentProfile(
            id: id, name: name.value, channels: channels.map(\.id), queues: queues.map(\.id),
            capacity: capacity.value)
    }
}
