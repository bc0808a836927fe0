import Domain
import Identifiers

/// The queues that the directory asks for, one for each bot.
extension Topology {
    /// The queue of one bot.
    public func botQueue(tenant: TenantID, bot: BotID) -> String { "\(prefix).bot.\(tenant.text).\(bot.text)" }

    /// The queue of the turns that `bot-bridge` itself puts before a webhook bot. Not part of the contract. It has a
    /// name of its own, so that a bot that gets a webhook, or loses it, needs no queue deleted: the settings differ.
    public func webhookQueue(tenant: TenantID, bot: BotID) -> String {
        "\(botQueue(tenant: tenant, bot: bot)).webhook"
    }

    /// The durable queue a bot platform consumes. The oldest are dropped when nobody does.
    public func botQueueDeclaration(tenant: TenantID, bot: BotID) -> QueueDeclaration {
        QueueDeclaration(
            botQueue(tenant: tenant, bot: bot),
            Self.quorum(limit: QueueLimit.botMessages, overflow: "drop-head", deliveries: QueueLimit.deliveries))
    }

    /// A single active consumer, so that a conversation's turns keep their order with any number of replicas.
    public func webhookQueueDeclaration(tenant: TenantID, bot: BotID) -> QueueDeclaration {
        var arguments = Self.quorum(
            limit: QueueLimit.botMessages, overflow: "drop-head", deliveries: QueueLimit.deliveries)
        arguments["x-single-active-consumer"] = .boolean(true)
        return QueueDeclaration(webhookQueue(tenant: tenant, bot: bot), arguments)
    }

    /// The queue of a bot as the directory describes it.
    public func queueDeclaration(of bot: Bot, tenant: TenantID) -> QueueDeclaration {
        bot.webhook == nil
            ? botQueueDeclaration(tenant: tenant, bot: bot.id) : webhookQueueDeclaration(tenant: tenant, bot: bot.id)
    }

    /// The queues of all bots of a directory.
    public func botQueues(of directory: Directory) -> [QueueDeclaration] {
        directory.tenants.values.flatMap { tenant in
            tenant.bots.values.map { queueDeclaration(of: $0, tenant: tenant.id) }
        }
    }
}
