import AsyncHTTPClient
import Contracts
import Domain
import Identifiers
import Logging
import Worker

/// Plays the bot platform for the bots that are called over HTTP: takes their turns, calls them, and publishes what
/// they answer by the public contract. A turn is acknowledged when its answer is with the broker; until then it is
/// called again under the same `turnId` and answered under the same message-ids, so nothing has a second effect.
final class WebhookCaller: BrokerClient {
    private let context: WorkerContext
    private let readers: BotReaders

    init(_ context: WorkerContext) throws {
        self.context = context
        readers = try BotReaders(context, declares: true) { [topology = context.topology] served in
            served.bot.webhook.map { _ in topology.queueDeclaration(of: served.bot, tenant: served.tenant) }
        }
    }

    var isReady: Bool { readers.isReady }

    func run(over lines: BrokerLines) async {
        let voice = BotVoice(context, over: lines)
        let client = HTTPClient(configuration: WebhookCall.configuration)
        await readers.run(on: lines.consume) { [context] (served, message) throws(CancellationError) in
            let turn = WebhookTurn(bot: served, call: WebhookCall(client: client), voice: voice, log: context.log)
            try await turn.handle(message)
        }
        do {
            try await client.shutdown()
        } catch {
            context.log.warning("The HTTP client did not end cleanly.", metadata: [LogKey.error: "\(error)"])
        }
    }
}
