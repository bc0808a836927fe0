import Identifiers

/// One tenant's desk: the single writer of everything that several conversations compete for, that is waiting lines,
/// logins as applied, pauses, capacity and reservations (page 2).
///
/// It is large where a tenant is large, so it is changed in place and says which of its parts changed
/// (``takeChanges()``): a store writes those rows and no others.
public struct Desk: Sendable {
    public let tenant: TenantID
    public internal(set) var agents: [AgentID: Agent]
    public internal(set) var places: [ConversationID: Place]
    public internal(set) var lines: [QueueID: Line]
    public internal(set) var tallies: [QueueID: Tally]
    /// Counts the offers, from which their ids are made.
    public internal(set) var offersMade: Int
    var changes = Changes()

    /// What has to be written after an event. A place that is gone is to be deleted.
    public struct Changes: Sendable {
        public var agents: Set<AgentID> = []
        public var places: Set<ConversationID> = []
        public var offersMade = false
        public var tallies: Set<QueueID> = []
        var queues: Set<QueueID> = []
    }

    public init(
        tenant: TenantID, agents: [Agent] = [], places: [Place] = [], offersMade: Int = 0,
        tallies: [QueueID: Tally] = [:]
    ) {
        self.tenant = tenant
        self.tallies = tallies
        self.agents = Dictionary(uniqueKeysWithValues: agents.map { ($0.id, $0) })
        self.places = Dictionary(uniqueKeysWithValues: places.map { ($0.conversation, $0) })
        self.offersMade = offersMade
        var entries: [QueueID: [Line.Entry]] = [:]
        for place in places { entries[place.queue, default: []].append(place.entry) }
        lines = entries.mapValues { entries in
            var line = Line()
            for entry in entries.sorted() { line.insert(entry) }
            return line
        }
    }

    /// The changes since the last call.
    public mutating func takeChanges() -> Changes {
        let taken = changes
        changes = Changes()
        return taken
    }

    /// Applies one event. Late and repeated ones find nothing to do.
    public mutating func apply(_ event: Event, tenant settings: Tenant, at now: Instant) -> [Action] {
        var turn = Turn(tenant: settings, now: now, trigger: event.trigger)
        switch event {
        case .conversation(let id, let note): conversation(id, note, &turn)
        case .agent(let id, let note): agent(id, note, &turn)
        case .timer(let timer): timerFired(timer, &turn)
        }
        turn.shown.formUnion(changes.queues)
        tellPositions(&turn)
        publishAgents(&turn)
        showFigures(&turn)
        return turn.actions
    }

    /// What one event is handled with: the settings, the time, and the actions collected on the way.
    struct Turn {
        let tenant: Tenant
        let now: Instant
        /// What made the desk look for somebody: why then (rule 24).
        var trigger = Check("because", "question")
        var actions: [Action] = []
        /// Agents whose shown state may have changed.
        var touched: Set<AgentID> = []
        /// Queues of which the figures may have changed.
        var shown: Set<QueueID> = []
        /// Agents who asked for something and are shown their state as the answer, changed or not.
        var asking: Set<AgentID> = []
        /// Agents a supervisor has logged out.
        var dismissals: [AgentID: Dismissal] = [:]
    }
}

extension Desk {
    private mutating func publishAgents(_ turn: inout Turn) {
        for id in turn.touched.sorted() {
            guard let agent = agents[id] else { continue }
            let capacity = turn.tenant.agents[id]?.capacity ?? 0
            let version = agent.published?.version ?? 0
            let isNews = agent.published != agent.state(capacity: capacity, version: version)
            guard isNews || turn.asking.contains(id) else { continue }
            let state = agent.state(capacity: capacity, version: version + 1)
            agents[id]?.published = state
            turn.actions.append(.agentState(state, turn.dismissals[id]))
        }
    }

    /// An agent as he is shown now; one who was never here is offline.
    public func state(of id: AgentID, in tenant: Tenant) -> AgentState {
        let agent = agents[id] ?? Agent(id: id)
        return agent.state(capacity: tenant.agents[id]?.capacity ?? 0, version: agent.published?.version ?? 0)
    }

    /// Changes one agent and remembers that he has to be written and perhaps shown.
    mutating func change(_ id: AgentID, _ turn: inout Turn, _ body: (inout Agent) -> Void) {
        body(&agents[id, default: Agent(id: id)])
        changes.agents.insert(id)
        turn.touched.insert(id)
    }
}
