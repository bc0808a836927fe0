import Domain
import Identifiers

/// Where a load plays: a channel without a bot, one of its subjects, the agents of its queue, and channels with bots
/// whose agents are the same.
struct BenchScene: Sendable {
    let tenant: TenantID
    let channel: ChannelID
    let subject: SubjectID
    let queue: ServiceQueue
    let bots: [Setting.BotSeat]
    /// Members of the queue who have all these channels, in the order of their ids.
    let agents: [AgentID]

    /// What was asked for; what is nil is chosen.
    struct Wish: Sendable {
        var tenant: TenantID?
        var channel: ChannelID?
        /// With bots and without a name: the first channels that fit.
        var botChannel: ChannelID?
        var bots = 0
        var agents: Int?
    }

    /// - Throws: a sentence saying what the directory lacks, and how to get a larger one.
    init(_ directory: Directory, _ wish: Wish) throws {
        let tenants = directory.tenants.values.sorted { $0.id < $1.id }
            .filter { wish.tenant == nil || $0.id == wish.tenant }
        guard !tenants.isEmpty else { throw CommandFailure("The directory has no tenant \(wish.tenant?.text ?? "").") }
        let found = tenants.lazy.flatMap { tenant in
            tenant.channels.values.sorted { $0.id < $1.id }
                .filter { wish.channel == nil || $0.id == wish.channel }
                .compactMap { Self.place(tenant, $0) }
        }
        guard let (tenant, channel, subject, queue) = found.first(where: { _ in true }) else {
            throw CommandFailure(
                "\(wish.channel.map { "The channel \($0) does not fit" } ?? "No channel of the directory fits") the "
                    + "load: it must be enabled, without a bot, with a subject whose queue has an agent of this "
                    + "channel."
            )
        }
        bots = try Self.seats(tenant, queue, wish)
        let channels = Set([channel.id] + bots.map(\.channel))
        let able = Self.members(of: queue, tenant).filter { channels.isSubset(of: $0.channels) }.map(\.id)
        let wanted = wish.agents ?? max(1, able.count)
        guard able.count >= wanted else {
            throw CommandFailure(
                "The queue \(queue.id) has \(able.count) agents who may take \(channels.map(\.text).sorted()), and "
                    + "\(wanted) are asked for. \(Self.remedy)")
        }
        self.tenant = tenant.id
        self.channel = channel.id
        self.subject = subject.id
        self.queue = queue
        agents = Array(able.prefix(wanted))
    }

    /// How a directory becomes large enough.
    static let remedy =
        "Write a larger directory with \"guiche bench --write-directory FILE --agents N --bots N\" and start "
        + "\"guiche up\" with it."

    private static func place(_ tenant: Tenant, _ channel: Channel) -> (Tenant, Channel, Subject, ServiceQueue)? {
        guard channel.enabled, channel.bot == nil else { return nil }
        for subject in channel.subjects {
            guard let queue = tenant.queues[subject.queue] else { continue }
            if members(of: queue, tenant).contains(where: { $0.channels.contains(channel.id) }) {
                return (tenant, channel, subject, queue)
            }
        }
        return nil
    }

    private static func members(of queue: ServiceQueue, _ tenant: Tenant) -> [AgentProfile] {
        (tenant.members[queue.id] ?? []).compactMap { tenant.agents[$0] }
    }

    private static func seats(_ tenant: Tenant, _ queue: ServiceQueue, _ wish: Wish) throws -> [Setting.BotSeat] {
        guard wish.bots > 0 else { return [] }
        var taken: Set<BotID> = []
        let seats = tenant.channels.values.sorted { $0.id < $1.id }.compactMap { channel -> Setting.BotSeat? in
            guard wish.botChannel == nil || channel.id == wish.botChannel, channel.enabled,
                let bot = channel.bot, Self.isFree(tenant.bots[bot]),
                members(of: queue, tenant).contains(where: { $0.channels.contains(channel.id) }),
                taken.insert(bot).inserted
            else { return nil }
            return Setting.BotSeat(channel: channel.id, bot: bot)
        }
        guard seats.count >= wish.bots else {
            throw CommandFailure(
                "\(wish.bots) bots are asked for and the directory has \(seats.count) that fit: each needs an enabled "
                    + "channel of its own, a queue that nobody else serves (no webhook, no demo), and agents of the "
                    + "queue \(queue.id). \(remedy)"
            )
        }
        return Array(seats.prefix(wish.bots))
    }

    /// A bot whose queue the load can consume: not called over HTTP, and not played by `demo-bot`.
    private static func isFree(_ bot: Bot?) -> Bool { bot?.webhook == nil && bot?.isDemo != true }
}
