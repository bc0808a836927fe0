import Domain
import Identifiers

/// The company of the simulation: two queues, a channel with subjects, one with a bot, four agents, a supervisor.
enum House {
    static let site = ChannelID(trusted: "site")
    static let robot = ChannelID(trusted: "robot")
    static let menu = BotID(trusted: "menu")
    static let rui = SupervisorID(trusted: "rui")
    static let agents = (1...4).map { AgentID(trusted: "a\($0)") }
    static let queues = ["q1", "q2"].map { QueueID(trusted: $0) }
    static let subjects = queues.map { Subject(id: SubjectID(trusted: $0.text), label: $0.text, queue: $0) }

    static let tenant: Tenant = {
        var timings = Timings()
        timings.offer = .seconds(20)
        timings.idleInService = .seconds(600)
        return Tenant(
            id: TenantID(trusted: "t"), name: "T",
            channels: [
                Channel(id: site, name: "Site", subjects: subjects),
                Channel(id: robot, name: "Robô", bot: menu, defaultQueue: queues[0], subjects: subjects),
            ],
            queues: queues.map { ServiceQueue(id: $0, name: $0.text, maxWaiting: 6) },
            agents: agents.enumerated().map { index, id in
                AgentProfile(
                    id: id, name: id.text, channels: [site, robot], queues: index % 2 == 0 ? queues : [queues[0]],
                    capacity: 2)
            },
            supervisors: [SupervisorProfile(id: rui, name: "Rui")], bots: [Bot(id: menu)], timings: timings)
    }()
}
