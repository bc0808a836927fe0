import Domain
import Identifiers

/// The company that is played: every way through the rules can be taken in it, and everything in it is scarce, so that
/// people get in each other's way.
enum Company {
    static let site = ChannelID(trusted: "site")
    static let robot = ChannelID(trusted: "robot")
    static let bare = ChannelID(trusted: "bare")
    static let menu = BotID(trusted: "menu")
    static let rui = SupervisorID(trusted: "rui")
    static let queues = ["q1", "q2", "late"].map { QueueID(trusted: $0) }
    static let subjects = queues.map { Subject(id: SubjectID(trusted: $0.text), label: $0.text, queue: $0) }
    static let channels = [
        Channel(id: site, name: "Site", subjects: subjects),
        Channel(id: robot, name: "Robô", bot: menu, defaultQueue: queues[0], subjects: Array(subjects.prefix(2))),
        Channel(id: bare, name: "Sem assunto"),
    ]
    static let agents = [
        agent("a1", [queues[0], queues[1]], capacity: 2), agent("a2", [queues[0]], capacity: 1),
        agent("a3", [queues[1], queues[2]], capacity: 3), agent("a4", [queues[0], queues[2]], capacity: 1),
    ]

    /// Monday, 1970-01-05, 08:00 in UTC.
    static let opening = Instant(milliseconds: (4 * 86_400 + 8 * 3_600) * 1_000)

    /// The third queue closes five minutes after the simulation begins, and then there is a form.
    private static let morning = Calendar(
        id: CalendarID(trusted: "manha"), week: Array(repeating: [.init(start: 420, end: 485)], count: 7))

    private static let form = Form(
        id: FormID(trusted: "contato"), title: "Contato",
        fields: [.init(id: "texto", label: "Mensagem", type: .text, required: true)])

    private static func agent(_ id: String, _ queues: [QueueID], capacity: Int) -> AgentProfile {
        AgentProfile(
            id: AgentID(trusted: id), name: id, channels: [site, robot, bare], queues: queues, capacity: capacity)
    }

    static let tenant: Tenant = {
        var timings = Timings()
        timings.offer = .seconds(20)
        timings.closingGrace = .seconds(60)
        timings.idleInService = .seconds(600)
        timings.wrapUp = .seconds(300)
        return Tenant(
            id: TenantID(trusted: "t"), name: "T", calendars: [morning], forms: [form], channels: channels,
            queues: queues.enumerated().map { index, id in
                ServiceQueue(
                    id: id, name: id.text, maxWaiting: 2, priority: index, calendar: index == 2 ? morning.id : nil,
                    form: index == 2 ? form.id : nil)
            },
            agents: agents, supervisors: [SupervisorProfile(id: rui, name: "Rui")], bots: [Bot(id: menu)],
            timings: timings)
    }()

    static func capacity(of agent: AgentID) -> Int { tenant.agents[agent]?.capacity ?? 0 }
}
