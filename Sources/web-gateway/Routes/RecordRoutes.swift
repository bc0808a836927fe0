import Contracts
import Domain
import HTTPTypes
import Hummingbird
import Identifiers
import Stories
import Worker

/// What the consoles ask: records, conversations, queues. An agent sees what is his own; a supervisor his company's.
struct RecordRoutes: Sendable {
    static let patience: Duration = .seconds(8)
    /// The most pages read for one answer; more is a mistake in the answers.
    static let mostPages = 1_000

    let directory: DirectorySource
    let door: AccountDoor
    let questions: Questions
    private let asked = RateLimit.questions

    init(directory: DirectorySource, door: AccountDoor, questions: Questions) {
        self.directory = directory
        self.door = door
        self.questions = questions
    }

    func add(to router: Router<GatewayContext>) {
        router.get("api/protocols") { request, _ in try await search(request) }
        router.get("api/protocols/{number}") { request, context in
            try Response.json(try await document(request, context))
        }
        router.get("api/protocols/{number}/explanation") { request, context in
            try await explanation(request, context)
        }
        router.get("api/conversations/{conversation}/record") { request, context in
            try Response.json(try await record(request, context).document)
        }
        router.get("api/agent/conversations/{conversation}/events") { request, context in
            try await events(request, context)
        }
        router.get("api/queues") { request, _ in try await queues(request) }
    }

    private func asker(_ request: Request) async throws -> Account {
        let account = try await door.account(request)
        try asked.take(from: account.owner)
        return account
    }

    private func ask<Wanted: Message>(
        _ query: some Message, _ key: QueryKey, for wanted: Wanted.Type
    ) async throws(Refusal) -> Wanted {
        do {
            return try await questions.ask(query, key, for: wanted, within: Self.patience)
        } catch {
            throw Refusal(error)
        }
    }

    private func search(_ request: Request) async throws -> Response {
        let account = try await asker(request)
        let words = Words(request)
        let query = Query.ProtocolSearch(
            tenant: account.tenant, number: try words.text("number"), text: try words.text("text"),
            customer: try words.text("customer"),
            agentId: account.kind == .agent ? AgentID(trusted: account.id) : try words.id("agentId"),
            channelId: try words.id("channelId"), queueId: try words.id("queueId"), state: try words.state(),
            from: try words.moment("from"), to: try words.moment("to"), limit: try words.limit(),
            cursor: try words.text("cursor"))
        return try .json(try await ask(query, .protocols, for: Answer.ProtocolPage.self))
    }

    /// A record the asker may see, by its number.
    private func document(_ request: Request, _ context: GatewayContext) async throws -> Answer.ProtocolDocument {
        let account = try await asker(request)
        guard let number = ShortText(try context.parameters.require("number")) else { throw Self.unknownRecord }
        let after = try Words(request).number("afterLine").map(Natural.init(trusted:))
        let document = try await ask(
            Query.ProtocolRead(tenant: account.tenant, number: number, afterLine: after), .protocols,
            for: Answer.ProtocolDocument.self)
        return try Self.shown(document, to: account)
    }

    /// A record the asker may see, by its conversation.
    private func record(
        _ request: Request, _ context: GatewayContext
    ) async throws -> (account: Account, document: Answer.ProtocolDocument) {
        let account = try await asker(request)
        guard let conversation = ConversationID(try context.parameters.require("conversation")) else {
            throw Self.unknownRecord
        }
        let document = try await ask(
            Query.ProtocolRead(tenant: account.tenant, conversationId: conversation), .protocols,
            for: Answer.ProtocolDocument.self)
        return (account, try Self.shown(document, to: account))
    }

    /// - Throws: ``Refusal``, the same as if there were no such record, if it is another agent's.
    private static func shown(
        _ document: Answer.ProtocolDocument, to account: Account
    ) throws(Refusal) -> Answer.ProtocolDocument {
        guard account.kind == .supervisor || document.record.agentId?.text == account.id else { throw unknownRecord }
        return document
    }

    private static let unknownRecord = Refusal.unknown(.unknownConversation, "There is no such record.")

    private func explanation(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let document = try await document(request, context)
        let account = try await door.account(request)
        var events: [Answer.PastEvent] = []
        for reader in Query.Reader.allCases {
            events += try await past(document.record.conversationId, account.tenant, reader)
        }
        let story = Story(
            record: document.record, decisions: document.decisions, events: events,
            tenant: directory.current.tenants[account.tenant], language: .portuguese)
        return try .json(["lines": story.lines.map { StoryLine(text: $0.text, heading: $0.isHeading) }])
    }

    private struct StoryLine: Encodable {
        let text: String
        let heading: Bool
    }

    private func past(
        _ conversation: ConversationID, _ tenant: TenantID, _ reader: Query.Reader
    ) async throws(Refusal) -> [Answer.PastEvent] {
        var events: [Answer.PastEvent] = []
        var after: Natural?
        for _ in 0..<Self.mostPages {
            let query = Query.ConversationRead(
                tenant: tenant, conversationId: conversation, audience: reader, afterSeq: after)
            let page = try await ask(query, .conversations, for: Answer.ConversationSnapshot.self)
            events += page.events
            guard let next = page.nextAfterSeq else { break }
            after = Natural(trusted: next)
        }
        return events
    }

    private func events(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (account, document) = try await record(request, context)
        let after = try Words(request).number("after").map(Natural.init(trusted:))
        let query = Query.ConversationRead(
            tenant: account.tenant, conversationId: document.record.conversationId, audience: .agent, afterSeq: after)
        return try .json(try await ask(query, .conversations, for: Answer.ConversationSnapshot.self))
    }

    private func queues(_ request: Request) async throws -> Response {
        let account = try await asker(request)
        guard account.kind == .supervisor else { throw Refusal.notPermitted }
        var queues: [Answer.OneQueue] = []
        var cursor: ShortText?
        for _ in 0..<Self.mostPages {
            let page = try await ask(
                Query.QueueStatus(tenant: account.tenant, cursor: cursor), .queues, for: Answer.QueueState.self)
            queues += page.queues
            guard let next = page.nextCursor.map(ShortText.init(trusted:)) else { break }
            cursor = next
        }
        return try .json(Answer.QueueState(queues: queues))
    }
}
