import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Identifiers
import Worker

/// Signing in and out, and who is signed in.
struct AccountRoutes: Sendable {
    let directory: DirectorySource
    let address: ClientAddress
    let register: AccountRegister
    let door: AccountDoor
    private let desk = PasswordDesk()
    private let tries = RateLimit.logins

    init(directory: DirectorySource, address: ClientAddress, register: AccountRegister, door: AccountDoor) {
        self.directory = directory
        self.address = address
        self.register = register
        self.door = door
    }

    func add(to router: Router<GatewayContext>) {
        router.post("api/login") { request, context in try await login(request, context) }
        router.post("api/logout") { request, _ in try door.leaving(.json([String: String]()), request) }
        router.get("api/me") { request, _ in try Response.json(page(of: try await door.account(request))) }
    }

    private struct Login: Decodable {
        let tenant: String
        let user: String
        let password: String
    }

    private func login(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try tries.take(from: address.of(request, context))
        let login = try await request.json(as: Login.self)
        let account = TenantID(login.tenant).flatMap { register.account($0, login.user) }
        guard let fits = await desk.fits(login.password, account?.password) else {
            throw Refusal.tooFast(retryAfter: 2)
        }
        guard fits, let account else { throw Refusal.wrongPassword }
        return try await door.entering(.json(["kind": account.kind.rawValue]), account, request)
    }

    private func page(of account: Account) throws -> PersonPage {
        guard let tenant = directory.current.tenants[account.tenant] else { throw Refusal.notSignedIn }
        let own = AgentID(account.id).flatMap { tenant.agents[$0] }.map { Set($0.channels) }
        return PersonPage(account, tenant, channels: account.kind == .agent ? own : nil)
    }
}

/// Who is signed in, and the names of what his pages show.
private struct PersonPage: Encodable {
    struct Subject: Encodable {
        let subjectId: SubjectID
        let label: String
    }
    struct Channel: Encodable {
        let channelId: ChannelID
        let name: String
        let subjects: [Subject]
    }
    struct Queue: Encodable {
        let queueId: QueueID
        let name: String
    }
    struct Agent: Encodable {
        let agentId: AgentID
        let name: String
    }

    let kind: Account.Kind
    let id: String
    let name: String
    let tenant: TenantID
    let company: String
    let timeZone: String
    let channels: [Channel]
    let queues: [Queue]
    let agents: [Agent]

    /// - Parameter channels: the ones he has to do with; nil for all.
    init(_ account: Account, _ tenant: Tenant, channels: Set<ChannelID>?) {
        kind = account.kind
        id = account.id
        name = account.name
        self.tenant = tenant.id
        company = tenant.name
        timeZone = tenant.zone.name
        self.channels = tenant.channels.values.filter { $0.enabled && channels?.contains($0.id) != false }
            .sorted { $0.id < $1.id }
            .map { channel in
                Channel(
                    channelId: channel.id, name: channel.name,
                    subjects: channel.subjects.map { Subject(subjectId: $0.id, label: $0.label) })
            }
        queues = tenant.queues.values.sorted { $0.id < $1.id }.map { Queue(queueId: $0.id, name: $0.name) }
        agents = tenant.agents.values.sorted { $0.id < $1.id }.map { Agent(agentId: $0.id, name: $0.name) }
    }
}
