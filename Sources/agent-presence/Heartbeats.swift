import Identifiers

/// The last sign of life of each agent, in memory only: heartbeats cost no commit (architecture page, "Timers").
///
/// What a restart forgets is made good by giving every lease a full term from the moment a partition was taken.
struct Heartbeats {
    /// How many heartbeats of one agent are known by their ids.
    static let idLimit = 16

    private struct Pulse {
        var at: Instant
        /// The latest message ids, the oldest first.
        var ids: [String] = []
    }

    private var takenAt: [Int: Instant] = [:]
    private var pulses: [Int: [AgentKey: Pulse]] = [:]

    mutating func take(_ partition: Int, at now: Instant) {
        takenAt[partition] = now
        pulses[partition] = [:]
    }

    mutating func lose(_ partition: Int) {
        takenAt[partition] = nil
        pulses[partition] = nil
    }

    /// A heartbeat; a repeat of one renews nothing.
    mutating func renew(_ agent: AgentKey, by id: String, in partition: Int, at now: Instant) {
        var pulse = pulses[partition]?[agent] ?? Pulse(at: now)
        guard !pulse.ids.contains(id) else { return }
        pulse.at = now
        pulse.ids.append(id)
        if pulse.ids.count > Self.idLimit { pulse.ids.removeFirst() }
        pulses[partition, default: [:]][agent] = pulse
    }

    /// A sign of life of another kind: a login, or the heartbeat that ended a lost lease.
    mutating func seen(_ agent: AgentKey, in partition: Int, at now: Instant) {
        pulses[partition, default: [:]][agent, default: Pulse(at: now)].at = now
    }

    /// The last sign of life, or the moment from which one could be seen if that is later.
    func lastSign(of agent: AgentKey, in partition: Int, or moment: Instant) -> Instant {
        let taken = takenAt[partition] ?? moment
        return max(taken, pulses[partition]?[agent]?.at ?? taken)
    }
}
