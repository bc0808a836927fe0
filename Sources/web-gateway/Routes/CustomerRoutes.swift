import Contracts
import Domain
import HTTPTypes
import Hummingbird
import Identifiers
import Worker

/// What the customer's widget calls. Whoever has a session's token is its customer.
struct CustomerRoutes: Sendable {
    /// How long the page waits to hear whether a channel is open.
    static let statusPatience: Duration = .seconds(3)
    /// The most streams of customers in one replica.
    static let mostStreams = 10_000

    let directory: DirectorySource
    let address: ClientAddress
    let sender: CommandSender
    let questions: Questions
    let feed: CustomerFeed
    let departures: Departures
    private let starts = RateLimit.starts
    private let commands = RateLimit.commands
    private let inquiries = RateLimit.questions
    private let opened = RateLimit.streams
    private let crowd = Crowd(most: Self.mostStreams)

    /// What the gateway says by itself, because it knows better: it follows the streams.
    private static let types = Catalog.webchat.filter {
        $0 != Webchat.CustomerAway.self && $0 != Webchat.CustomerReturned.self
    }

    init(
        directory: DirectorySource, address: ClientAddress, sender: CommandSender, questions: Questions,
        feed: CustomerFeed, departures: Departures
    ) {
        self.directory = directory
        self.address = address
        self.sender = sender
        self.questions = questions
        self.feed = feed
        self.departures = departures
    }

    func add(to router: Router<GatewayContext>) {
        router.get("api/companies") { _, _ in try Response.json(companies) }
        let channel = router.group("api/webchat/{tenant}/{channel}")
        channel.get { request, context in try await status(request, context) }
        channel.post("commands") { request, context in try await command(request, context) }
        channel.get("events") { request, context in try events(request, context) }
    }

    private func place(_ context: GatewayContext) throws -> (Tenant, Channel) {
        guard let tenant = TenantID(try context.parameters.require("tenant")).flatMap({ directory.current.tenants[$0] })
        else { throw Refusal.unknown(.unknownTenant, "There is no such company.") }
        guard let channel = ChannelID(try context.parameters.require("channel")).flatMap({ tenant.channels[$0] }),
            channel.enabled
        else { throw Refusal.unknown(.unknownChannel, "There is no such channel.") }
        return (tenant, channel)
    }

    private func session(_ request: Request, _ context: GatewayContext) throws -> CustomerSession {
        let (tenant, channel) = try place(context)
        let words = request.headers[.authorization]?.split(separator: " ") ?? []
        guard words.count == 2, words[0] == "Bearer",
            let session = CustomerSession(tenant: tenant.id, channel: channel.id, token: String(words[1]))
        else { throw Refusal.badToken }
        return session
    }

    private func status(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (tenant, channel) = try place(context)
        try inquiries.take(from: address.of(request, context))
        let state = try? await questions.ask(
            Query.ChannelStatus(tenant: tenant.id, channelId: channel.id), .channels, for: Answer.ChannelState.self,
            within: Self.statusPatience)
        return try .json(
            ChannelPage(company: tenant.name, channel: channel.name, timeZone: tenant.zone.name, status: state))
    }

    private func command(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let session = try session(request, context)
        try commands.take(from: session.id.text)
        let wanted = try await CommandRequest.read(request)
        let isStart = wanted.type == Webchat.SessionStarted.type.rawValue
        if isStart { try starts.take(from: address.of(request, context)) }
        let message = try wanted.message(of: Self.types, signedBy: signature(session, wanted, isStart))
        guard await sender.send(message, to: .webchat, key: session.id.text, id: wanted.id) else {
            throw Refusal.unavailable
        }
        return try .taken()
    }

    private func signature(_ session: CustomerSession, _ wanted: CommandRequest, _ isStart: Bool) -> JSONObject {
        var signature: JSONObject = [
            "tenant": .string(session.tenant.text), "channelId": .string(session.channel.text),
            "sessionId": .string(session.id.text),
        ]
        // Whoever names an earlier session proves by its token that it was his.
        let previous = wanted["previousToken"].flatMap {
            CustomerSession.id(of: $0, tenant: session.tenant, channel: session.channel)
        }
        if isStart { signature["previousSessionId"] = previous.map { .string($0.text) } ?? .null }
        return signature
    }

    private func events(_ request: Request, _ context: GatewayContext) throws -> Response {
        let session = try session(request, context)
        try opened.take(from: session.id.text)
        let connection = CustomerConnection(
            session: session,
            id: try Self.connection(request, "connection") ?? ShortText(trusted: CommandSender.freshID()),
            replaces: try Self.connection(request, "replaces"), sender: sender)
        let after = request.headers[HTTPField.Name.lastEventID].flatMap { Int($0) } ?? 0
        guard after >= 0, after <= WholeLimit.greatest else {
            throw Refusal.invalid("Last-Event-ID: expected a number")
        }
        try crowd.enter(session.id.text)
        guard let events = feed.events(of: session) else {
            crowd.leave(session.id.text)
            throw Refusal.unavailable
        }
        let stream = CustomerStream(
            session: session, connection: connection, after: after,
            follows: request.uri.queryParameters["follow"] != "false", questions: questions, departures: departures,
            events: events)
        return .events(request, stream.run) { crowd.leave(session.id.text) }
    }

    private static func connection(_ request: Request, _ name: String) throws -> ShortText? {
        guard let text = request.uri.queryParameters[Substring(name)].map(String.init) else { return nil }
        guard SessionID(text) != nil else { throw Refusal.invalid("\(name): is 1 to 64 characters of A-Z a-z 0-9 _ -") }
        return ShortText(trusted: text)
    }

    private var companies: [CompanyPage] {
        directory.current.tenants.values.sorted { $0.id < $1.id }.map { tenant in
            CompanyPage(
                tenant: tenant.id, name: tenant.name, timeZone: tenant.zone.name,
                channels: tenant.channels.values.filter(\.enabled).sorted { $0.id < $1.id }.map {
                    .init(channelId: $0.id, name: $0.name)
                })
        }
    }
}

/// A company and the channels a visitor can open.
private struct CompanyPage: Encodable {
    struct Channel: Encodable {
        let channelId: ChannelID
        let name: String
    }

    let tenant: TenantID
    let name: String
    let timeZone: String
    let channels: [Channel]
}

/// What the widget shows before a talk begins; the status is nil when the engine does not say in time.
private struct ChannelPage: Encodable {
    let company: String
    let channel: String
    let timeZone: String
    let status: Answer.ChannelState?
}

extension HTTPField.Name {
    /// Where a browser's stream goes on (HTML standard, section 9.2).
    static var lastEventID: HTTPField.Name { HTTPField.Name("Last-Event-ID") ?? .range }
}
