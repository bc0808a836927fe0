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
        let bot = directory.current.tenants[address.tenant]?.bots[address.bot]
        guard bot?.webhook == nil else { return refuseWebhook(address) }
        work.send(
            direct: topology.botQueue(tenant: address.tenant, bot: address.bot),
            .ours(
                message.head.type, id: message.head.id, at: message.head.at, correlation: address.correlation,
                trace: message.head.trace),
            message.body)
    }

    /// Bots that are called over HTTP come with a later version; until then the conversation's own timer replaces
    /// such a bot as it does any silent one (rule 13).
    private func refuseWebhook(_ address: BotAddress) {
        context.log.error(
            "A bot with a webhook can't be reached by this version; give it a queue by removing `webhook`.",
            metadata: ["tenant": "\(address.tenant)", "bot": "\(address.bot)"])
    }
}
