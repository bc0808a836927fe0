import Contracts
import Domain
import Foundation
import Identifiers
import Storage
import Worker

/// Answers what is asked of the book: searches, records, and what a client missed. Reads snapshots only, so it never
/// waits for the writer, and sees everything that was committed before the query was taken.
struct Library: Sendable {
    private let store: Store
    private let directory: DirectorySource

    init(_ context: WorkerContext) throws {
        self.init(store: try context.requireStore(), directory: try context.requireDirectory())
    }

    init(store: Store, directory: DirectorySource) {
        self.store = store
        self.directory = directory
    }

    func answer(_ request: QueryRequest) async throws -> QueryAnswer {
        do {
            switch request.envelope.type {
            case Query.ProtocolSearch.type: return try await search(request)
            case Query.ProtocolRead.type: return try await read(request)
            case Query.ConversationRead.type: return try await catchUp(request)
            default: throw QueryRefusal(.unknownType, "type: \(request.type) is not a query known here")
            }
        } catch let refusal as QueryRefusal {
            return try refused(refusal, request)
        }
    }

    private func search(_ request: QueryRequest) async throws -> QueryAnswer {
        let query: Query.ProtocolSearch = try typed(request)
        try check(query.tenant)
        let search = try Search(query)
        return try answer(try await store.read { try search.page($0) })
    }

    private func read(_ request: QueryRequest) async throws -> QueryAnswer {
        let query: Query.ProtocolRead = try typed(request)
        try check(query.tenant)
        guard let document = try await store.read({ try ProtocolReading(query).document($0) }) else {
            throw QueryRefusal(.unknownConversation, "there is no such protocol in \(query.tenant)")
        }
        return try answer(document)
    }

    private func catchUp(_ request: QueryRequest) async throws -> QueryAnswer {
        let query: Query.ConversationRead = try typed(request)
        let tenant = try check(query.tenant)
        if let snapshot = try await store.read({ try ConversationReading(query).snapshot($0) }) {
            return try answer(snapshot)
        }
        if let channel = query.channelId, tenant.channels[channel] == nil {
            throw QueryRefusal(.unknownChannel, "channelId: \(channel) is not known")
        }
        throw QueryRefusal(.unknownConversation, "there is no such conversation in \(query.tenant)")
    }

    private func typed<Asked: Message>(_ request: QueryRequest) throws -> Asked {
        guard request.body.count <= JSONBody.maximumBytesFromOthers else {
            throw QueryRefusal(
                .tooLarge, "the body: expected at most \(JSONBody.maximumBytesFromOthers) bytes")
        }
        do {
            return try Asked.decode(request.body)
        } catch {
            throw QueryRefusal(.invalidContract, error.description)
        }
    }

    @discardableResult
    private func check(_ id: TenantID) throws -> Tenant {
        guard let tenant = directory.current.tenants[id] else {
            throw QueryRefusal(.unknownTenant, "tenant: \(id) is not known")
        }
        return tenant
    }

    private func answer(_ message: some Message) throws -> QueryAnswer {
        QueryAnswer(type: message.type.rawValue, body: try message.encoded())
    }

    private func refused(_ refusal: QueryRefusal, _ request: QueryRequest) throws -> QueryAnswer {
        let asked = request.body.count <= JSONBody.maximumBytesFromOthers ? Asked(request.body) : Asked()
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        return try answer(
            Event.CommandRejected(
                tenant: asked.tenant ?? TenantID(trusted: "unknown"), at: now, commandId: request.messageId,
                commandType: request.type, code: refusal.code, message: refusal.description,
                channelId: asked.channelId, sessionId: asked.sessionId, conversationId: asked.conversationId))
    }
}

/// A query that can't be answered as it was asked; told to the one who asked.
struct QueryRefusal: Error, CustomStringConvertible {
    let code: RejectionCode
    let description: String

    init(_ code: RejectionCode, _ sentence: String) {
        self.code = code
        description = sentence
    }

    var isWorthRetrying: Bool { code == .unavailable }
}

/// Whom a refused query names, as far as it can be read.
private struct Asked: Decodable {
    var tenant: TenantID?
    var channelId: ChannelID?
    var sessionId: SessionID?
    var conversationId: ConversationID?

    init() {}

    init(_ body: [UInt8]) {
        // An unreadable body names nobody; it is refused either way.
        let read = (try? JSONBody.check(body)).flatMap { try? JSONDecoder().decode(Asked.self, from: Data(body)) }
        self = read ?? Asked()
    }
}
