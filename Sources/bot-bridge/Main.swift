import Contracts
import Worker

/// The bots' door, both ways: what bot platforms say goes to the conversation, what they are to hear into their queues.
@main
struct BotBridge {
    static func main() async {
        await WorkerService.run(
            "bot-bridge", streams: [.bots, .bridge], migrations: nil, handler: { try BridgeHandler($0) })
    }
}
