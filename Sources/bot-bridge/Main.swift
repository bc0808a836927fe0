import Contracts
import Worker

/// The bots' door, both ways: what bot platforms say goes to the conversation, what they are to hear into their queues;
/// and the caller of the bots that are reached over HTTP.
@main
struct BotBridge {
    static func main() async {
        await WorkerService.run(
            "bot-bridge", streams: [.bots, .bridge], migrations: nil, handler: { try BridgeHandler($0) },
            client: { try WebhookCaller($0) })
    }
}
