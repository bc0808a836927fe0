import Identifiers

/// One company as the directory file describes it: everything the rules may look up.
///
/// A value: a reload makes a new one, and whatever is under way is decided with the one it was given.
public struct Tenant: Sendable, Equatable {
    public let id: TenantID
    public let name: String
    /// In which calendars are read and protocols are dated.
    public let zone: Zone
    /// Counts for queues and channels that have none of their own (rule 21).
    public let calendar: CalendarID?
    public let calendars: [CalendarID: Calendar]
    public let forms: [FormID: Form]
    public let channels: [ChannelID: Channel]
    public let queues: [QueueID: ServiceQueue]
    public let agents: [AgentID: AgentProfile]
    public let supervisors: [SupervisorID: SupervisorProfile]
    public let bots: [BotID: Bot]
    public let texts: Texts
    public let timings: Timings
    /// How long personal data is kept after a conversation has ended; nil: for ever (rule 25).
    public let retention: Duration?
    /// How fast one session of a customer may send.
    public let sessionPace: Pace
    /// The broker users whose messages are taken for this tenant; empty: anybody's (`user-id`, contract page).
    public let brokerUsers: Set<String>
    /// Who belongs to a queue, in the order of their ids.
    public let members: [QueueID: [AgentID]]

    public init(
        id: TenantID, name: String, zone: Zone = .utc, calendar: CalendarID? = nil, calendars: [Calendar] = [],
        forms: [Form] = [], channels: [Channel] = [], queues: [ServiceQueue] = [],
        agents: [AgentProfile] = [], supervisors: [SupervisorProfile] = [], bots: [Bot] = [], texts: Texts = Texts(),
        timings: Timings = Timings(), sessionPace: Pace = Pace(), brokerUsers: Set<String> = [],
        retention: Duration? = nil
    ) {
        self.retention = retention
        self.id = id
        self.name = name
        self.zone = zone
        self.calendar = calendar
        self.calendars = Dictionary(uniqueKeysWithValues: calendars.map { ($0.id, $0) })
        self.forms = Dictionary(uniqueKeysWithValues: forms.map { ($0.id, $0) })
        self.channels = Dictionary(uniqueKeysWithValues: channels.map { ($0.id, $0) })
        self.queues = Dictionary(uniqueKeysWithValues: queues.map { ($0.id, $0) })
        self.agents = Dictionary(uniqueKeysWithValues: agents.map { ($0.id, $0) })
        self.supervisors = Dictionary(uniqueKeysWithValues: supervisors.map { ($0.id, $0) })
        self.bots = Dictionary(uniqueKeysWithValues: bots.map { ($0.id, $0) })
        self.texts = texts
        self.timings = timings
        self.sessionPace = sessionPace
        self.brokerUsers = brokerUsers
        var members: [QueueID: [AgentID]] = [:]
        for agent in agents.sorted(by: { $0.id < $1.id }) {
            for queue in agent.queues { members[queue, default: []].append(agent.id) }
        }
        self.members = members
    }
}

extension Tenant {
    /// The times that count for a queue, or where there is none.
    public func timings(of queue: QueueID?) -> Timings { queue.flatMap { queues[$0]?.timings } ?? timings }

    /// Whether messages of this broker user are taken (contract page, `user-id`).
    public func takes(from brokerUser: String?) -> Bool {
        brokerUsers.isEmpty || brokerUser.map(brokerUsers.contains) ?? false
    }
}

/// Every tenant of an installation.
public struct Directory: Sendable, Equatable {
    public let tenants: [TenantID: Tenant]

    public init(tenants: [Tenant]) {
        self.tenants = Dictionary(uniqueKeysWithValues: tenants.map { ($0.id, $0) })
    }
}
