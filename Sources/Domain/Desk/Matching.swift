import Identifiers

/// Who is offered a conversation (rule 5), and why the others are not (rule 24). Pure: the same people, the same
/// answer.
public enum Matching {
    /// Why an agent cannot be offered a place now.
    enum Obstacle: String {
        case notAMember = "not_a_member"
        case notLoggedIn = "not_logged_in"
        case away
        case paused
        case loggingOut = "logging_out"
        case excluded
        /// Nobody is there to talk to (rule 11).
        case customerAway = "customer_away"
        /// Another agent is meant (rules 15 and 22).
        case notMeant = "not_meant"
        case atCapacity = "at_capacity"

        /// Whether it is the same for everybody who waits in a queue.
        var isOfTheQueue: Bool {
            switch self {
            case .notAMember, .away, .paused, .atCapacity: true
            case .notLoggedIn, .loggingOut, .excluded, .customerAway, .notMeant: false
            }
        }
    }

    /// Nil if he can.
    static func obstacle(
        to agent: Desk.Agent?, profile: AgentProfile?, for place: Desk.Place, at now: Instant
    ) -> Obstacle? {
        guard let profile, profile.queues.contains(place.queue) else { return .notAMember }
        if let meant = place.toAgent, meant != profile.id { return .notMeant }
        guard let agent, agent.isLoggedIn(to: place.channel), profile.channels.contains(place.channel) else {
            return .notLoggedIn
        }
        if agent.away { return .away }
        if agent.paused { return .paused }
        if agent.leaving.contains(where: { $0.channels.contains(place.channel) }) { return .loggingOut }
        if let until = place.exclusions[agent.id], until > now { return .excluded }
        if agent.load >= profile.capacity { return .atCapacity }
        if place.isAway == true { return .customerAway }
        return nil
    }

    /// True if `left` is to be asked before `right`: fewest (active + offered), then longest since the last accept,
    /// then id.
    static func goesBefore(_ left: Desk.Agent, _ right: Desk.Agent) -> Bool {
        if left.load != right.load { return left.load < right.load }
        if left.lastAcceptAt != right.lastAcceptAt {
            guard let leftAt = left.lastAcceptAt else { return true }
            guard let rightAt = right.lastAcceptAt else { return false }
            return leftAt < rightAt
        }
        return left.id < right.id
    }

    /// The agent to ask, or nil if nobody can be asked now.
    static func choose(for place: Desk.Place, among agents: [AgentID: Desk.Agent], tenant: Tenant, at now: Instant)
        -> Desk.Agent?
    {
        var best: Desk.Agent?
        for id in tenant.members[place.queue] ?? [] {
            guard let agent = agents[id] else { continue }
            guard obstacle(to: agent, profile: tenant.agents[id], for: place, at: now) == nil else { continue }
            if let current = best, !goesBefore(agent, current) { continue }
            best = agent
        }
        return best
    }

    /// Every member of the queue with the reason he was or was not chosen; the chosen first, at most
    /// ``Decision/candidateLimit`` others.
    static func explain(
        _ chosen: Desk.Agent, for place: Desk.Place, among agents: [AgentID: Desk.Agent], tenant: Tenant,
        at now: Instant
    ) -> [Candidate] {
        var candidates = [Candidate(agentId: chosen.id, chosen: true, reason: "chosen")]
        for id in tenant.members[place.queue] ?? [] where id != chosen.id {
            guard candidates.count <= Decision.candidateLimit else { break }
            let obstacle = obstacle(to: agents[id], profile: tenant.agents[id], for: place, at: now)
            let later = agents[id].map { whyLater($0, than: chosen) }
            let reason = obstacle?.rawValue ?? later ?? Obstacle.notLoggedIn.rawValue
            candidates.append(Candidate(agentId: id, chosen: false, reason: reason))
        }
        return candidates
    }

    /// What decided for the chosen one: that nobody else could be asked, or the first of rule 5 in which he was ahead
    /// of all the others who could.
    static func merit(of candidates: [Candidate]) -> String {
        let reasons = Set(candidates.filter { !$0.chosen }.map(\.reason))
        if reasons.contains(Later.byID.rawValue) { return "first_id" }
        if reasons.contains(Later.byAccept.rawValue) { return "longest_since_last_accept" }
        if reasons.contains(Later.byLoad.rawValue) { return "fewest_conversations" }
        return "only_one_free"
    }

    /// Why somebody who could have been asked comes after the chosen one (rule 5).
    private enum Later: String {
        case byLoad = "busier"
        case byAccept = "accepted_more_recently"
        case byID = "later_id"
    }

    private static func whyLater(_ agent: Desk.Agent, than chosen: Desk.Agent) -> String {
        if agent.load != chosen.load { return Later.byLoad.rawValue }
        if agent.lastAcceptAt != chosen.lastAcceptAt { return Later.byAccept.rawValue }
        return Later.byID.rawValue
    }
}
