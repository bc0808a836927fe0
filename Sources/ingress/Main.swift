import Contracts
import Worker

/// The customers' door: refuses what is wrong with a clear error and hands the rest to the session's conversation.
@main
struct Ingress {
    static func main() async {
        await WorkerService.run(
            "ingress", streams: [.webchat], migrations: nil, handler: { try IngressHandler($0) })
    }
}
