import Contracts
import Worker

/// The agents' door: checks and forwards what agents and supervisors do, and knows who is logged in, paused and alive.
@main
struct AgentPresence {
    static func main() async {
        await WorkerService.run(
            "agent-presence", streams: [.agents, .presence], migrations: Tables.migrations,
            handler: { try PresenceHandler($0) })
    }
}
