import Domain
import Identifiers

/// Where somebody can be served: a channel, one of its subjects, and the agents who may take it.
struct DemoScene: Sendable {
    let tenant: TenantID
    let channel: Channel
    let subject: Subject
    let queue: ServiceQueue
    /// Members of the queue who have the channel, in the order of their ids.
    let agents: [AgentProfile]

    /// The first channel of the directory that fits, or the one asked for.
    ///
    /// - Parameter withBot: whether the channel must have a bot, or must have none.
    /// - Throws: a sentence saying what is missing.
    init(
        _ directory: Directory, tenant wanted: TenantID?, channel name: ChannelID?, agent: AgentID?,
        withBot: Bool = false
    ) throws {
        let tenants = directory.tenants.values.sorted { $0.id < $1.id }.filter { wanted == nil || $0.id == wanted }
        guard !tenants.isEmpty else { throw CommandFailure("The directory has no tenant \(wanted?.text ?? "at all").") }
        for tenant in tenants {
            for channel in tenant.channels.values.sorted(by: { $0.id < $1.id })
            where (name == nil || channel.id == name) && (channel.bot != nil) == withBot {
                if let scene = DemoScene(tenant, channel, agent) {
                    self = scene
                    return
                }
            }
        }
        let place = name.map { "The channel \($0) does not fit" } ?? "No channel of the directory fits"
        throw CommandFailure(
            "\(place) the demonstration: it must be enabled, \(withBot ? "with" : "without") a bot, with a subject "
                + "whose queue has " + (agent.map { "\($0)" } ?? "an agent of this channel") + " as its member.")
    }

    private init?(_ tenant: Tenant, _ channel: Channel, _ wanted: AgentID?) {
        guard channel.enabled else { return nil }
        for subject in channel.subjects {
            guard let queue = tenant.queues[subject.queue] else { continue }
            let agents = (tenant.members[queue.id] ?? []).compactMap { tenant.agents[$0] }
                .filter { $0.channels.contains(channel.id) && (wanted == nil || $0.id == wanted) }
            guard !agents.isEmpty else { continue }
            self.init(
                tenant: tenant.id, channel: channel, subject: subject, queue: queue,
                agents: agents)
            return
        }
        return nil
    }

    private init(
        tenant: TenantID, channel: Channel, subject: Subject, queue: ServiceQueue, agents: [AgentProfile]
    ) {
        self.tenant = tenant
        self.channel = channel
        self.subject = subject
        self.queue = queue
        self.agents = agents
    }
}
