import Contracts
import Domain
import Identifiers
import Worker

/// Between the bots' queues and the conversations. It keeps nothing: a bot is told again rather than not at all.
final class BridgeHandler: Handler {
    private let door: Door
    private let directory: DirectorySource
    private let topology: Topology
    private let context: WorkerContext

    init(_ context: WorkerContext) throws {
        door = try Door(.bots, context)
        directory = try context.requireDirectory()
        topology = context.topology
        self.context = context
    }

    func handle(_ message: Inbound, in work: Work) throws {
        if message.stream == .bridge {
            try tellBot(message, in: work)
        } else if let (_, head) = try door.admit(message, in: work) {
            work.send(head, message.body, to: .conversation, key: head.key)
        }
    }

    private func tellBot(_ message: Inbound, in work: Work) throws {
        let address = try BotAddress(of: message)
        guard let queue = queue(of: address, message.head.type) else { return note(message, address) }
        work.send(
            direct: queue,
            .ours(
                message.head.type, id: message.head.id, at: message.head.at, correlation: address.correlation,
                trace: message.head.trace),
            message.body)
    }

    /// Nil for what can't be told: the webhook's dialect knows turns only.
    private func queue(of address: BotAddress, _ type: MessageType) -> String? {
        let bot = directory.current.tenants[address.tenant]?.bots[address.bot]
        guard bot?.webhook != nil else { return topology.botQueue(tenant: address.tenant, bot: address.bot) }
        guard type == ToBot.Turn.type else { return nil }
        return topology.webhookQueue(tenant: address.tenant, bot: address.bot)
    }

    /// What a webhook bot never hears, its operator reads: a refusal means that the customer did not get what it said.
    private func note(_ message: Inbound, _ address: BotAddress) {
        let isRefusal = [ToBot.TransferRejected.type, Event.CommandRejected.type].contains(message.head.type)
        context.log.log(
            level: isRefusal ? .warning : .debug, "A webhook bot can't be told this.",
            metadata: [
                LogKey.tenant: "\(address.tenant)", LogKey.bot: "\(address.bot)", LogKey.type: "\(message.head.type)",
                LogKey.conversation: "\(address.conversation?.text ?? "-")", LogKey.reason: "\(address.reason ?? "-")",
            ])
    }
}
