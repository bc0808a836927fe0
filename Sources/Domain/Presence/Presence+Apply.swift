import Identifiers

extension Presence {
    /// Applies one event. Late and repeated ones find nothing to do.
    public mutating func apply(_ event: Event, timings: Timings, at now: Instant) -> [Action] {
        switch event {
        case .loggedIn(let channels, let lease): loggedIn(channels, lease: lease, at: now)
        case .logoutRequested(let channels, let cause): logoutRequested(channels, cause)
        case .heartbeat: heartbeat(at: now)
        case .paused: note(.paused)
        case .resumed: note(.resumed)
        case .loggedOut(let channels, let login): loggedOut(channels, login)
        case .leaseTimer(let due, let renewedAt): leaseTimer(due: due, renewedAt: renewedAt, timings, at: now)
        case .returnTimer(let renewedAt): returnTimer(renewedAt: renewedAt, timings, at: now)
        }
    }

    private static let notLoggedIn = Action.refuse(.notLoggedIn, "You are not logged in; log in to a channel first.")

    private mutating func loggedIn(_ added: [ChannelID], lease: Duration, at now: Instant) -> [Action] {
        // Two logins in the same moment are two.
        let moment = max(now, channels.values.max().map { $0 + .milliseconds(1) } ?? now)
        for channel in added { channels[channel] = moment }
        self.lease = lease
        lostAt = nil
        return [.desk(.loggedIn(added, at: moment)), .setTimer(.lease, at: now + lease)]
    }

    /// A lost agent may log out, too; what he has in service is the desk's to judge.
    private mutating func logoutRequested(_ named: [ChannelID]?, _ cause: Cause) -> [Action] {
        let leaving = (named ?? Array(channels.keys)).filter { channels[$0] != nil }
        guard !leaving.isEmpty else { return [Self.notLoggedIn] }
        return [.desk(.logoutRequested(named, cause))]
    }

    /// A login after the one that was ended stands: the desk hears of it next.
    private mutating func loggedOut(_ named: [ChannelID], _ login: Instant?) -> [Action] {
        for channel in named where channels[channel].map({ moment in login.map { moment <= $0 } ?? true }) ?? false {
            channels[channel] = nil
        }
        if channels.isEmpty { lostAt = nil }
        return []
    }

    private func note(_ note: Desk.AgentNote) -> [Action] {
        isLive ? [.desk(note)] : [Self.notLoggedIn]
    }

    /// While the lease holds there is nothing to write: the shell remembers the moment.
    private mutating func heartbeat(at now: Instant) -> [Action] {
        guard !isAbsent else { return [Self.notLoggedIn] }
        guard lostAt != nil else { return [] }
        lostAt = nil
        return [.desk(.leaseResumed), .setTimer(.lease, at: now + lease)]
    }

    private mutating func leaseTimer(
        due: Instant, renewedAt: Instant, _ timings: Timings, at now: Instant
    ) -> [Action] {
        guard isLive else { return [] }
        let end = now - due > Self.outage ? now + lease : max(due, renewedAt + lease)
        guard end <= now else { return [.setTimer(.lease, at: end)] }
        lostAt = end
        return [.desk(.leaseExpired(at: end)), .setTimer(.return, at: end + timings.agentLostReturn)]
    }

    private mutating func returnTimer(renewedAt: Instant, _ timings: Timings, at now: Instant) -> [Action] {
        guard let lostAt else { return [] }
        let end = max(lostAt + timings.agentLostReturn, renewedAt + lease)
        guard end <= now else { return [.setTimer(.return, at: end)] }
        channels = [:]
        self.lostAt = nil
        return [.desk(.leaseEnded)]
    }
}
