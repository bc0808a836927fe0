import Contracts
import Domain
import Hummingbird
import Identifiers
import Worker

/// What the consoles of agents and supervisors call to act and to be told. Everybody acts as himself: the cookie says
/// who he is, whatever the page says.
struct PersonRoutes: Sendable {
    let context: WorkerContext
    let lines: BrokerLines
    let door: AccountDoor
    let sender: CommandSender
    private let commands = RateLimit.commands
    private let opened = RateLimit.streams
    private let crowd = Crowd(most: PersonStream.most)

    init(_ context: WorkerContext, _ lines: BrokerLines, door: AccountDoor, sender: CommandSender) {
        self.context = context
        self.lines = lines
        self.door = door
        self.sender = sender
    }

    /// What the gateway says by itself: it follows the streams.
    private static let agents = Catalog.agents.filter {
        $0 != FromAgent.Heartbeat.self && $0 != FromAgent.SyncRequested.self
    }

    func add(to router: Router<GatewayContext>) {
        for kind in [Account.Kind.agent, .supervisor] {
            let group = router.group("api/\(kind.rawValue)")
            group.post("commands") { request, _ in try await command(request, kind) }
            group.get("events") { request, _ in try await events(request, kind) }
        }
    }

    private func command(_ request: Request, _ kind: Account.Kind) async throws -> Response {
        let account = try await door.account(request, kind)
        try commands.take(from: account.owner)
        let wanted = try await CommandRequest.read(request)
        let message = try wanted.message(of: Self.types(kind), signedBy: Self.signature(account))
        guard await sender.send(message, to: .agents, key: account.id, id: wanted.id) else { throw Refusal.unavailable }
        return try .taken()
    }

    private static func types(_ kind: Account.Kind) -> [any Message.Type] {
        switch kind {
        case .agent: agents
        case .supervisor: Catalog.supervisors
        }
    }

    private static func signature(_ account: Account) -> JSONObject {
        let tenant = JSONValue.string(account.tenant.text)
        return switch account.kind {
        case .agent: ["tenant": tenant, "agentId": .string(account.id)]
        case .supervisor: ["tenant": tenant, "supervisorId": .string(account.id)]
        }
    }

    private func events(_ request: Request, _ kind: Account.Kind) async throws -> Response {
        let account = try await door.account(request, kind)
        try opened.take(from: account.owner)
        guard lines.consume.state == .connected else { throw Refusal.unavailable }
        try crowd.enter(account.owner)
        let stream = PersonStream(
            account: account, context: context, lines: lines, sender: sender,
            resumes: request.uri.queryParameters["resume"] == "true",
            isSignedIn: { (try? await door.account(request, kind)) == account })
        return .events(request, stream.run) { crowd.leave(account.owner) }
    }
}

extension Account {
    /// Unique among all accounts; for limits.
    var owner: String { "\(tenant)/\(id)" }
}
