import Contracts
import Worker

/// The brain: owns conversations and each tenant's desk, and is the only program that decides.
@main
struct Router {
    static func main() async {
        await WorkerService.run(
            "router", streams: [.conversation, .desk], migrations: Tables.migrations,
            handler: { context in try RouterHandler(context) },
            queries: { context in try StatusQueries(context).handlers })
    }
}
