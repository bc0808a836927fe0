import Contracts
import Domain
import Storage
import Worker

/// Answers what is asked of the book: searches, records, and what a client missed. Reads snapshots only, so it never
/// waits for the writer, and sees everything that was committed before the query was taken.
struct Library: Sendable {
    private let store: Store
    private let door: QueryDoor

    init(_ context: WorkerContext) throws {
        self.init(store: try context.requireStore(), directory: try context.requireDirectory())
    }

    init(store: Store, directory: DirectorySource) {
        self.store = store
        door = QueryDoor(directory)
    }

    func answer(_ request: QueryRequest) async throws -> QueryAnswer {
        switch request.envelope.type {
        case Query.ProtocolSearch.type: try await search(request)
        case Query.ProtocolRead.type: try await read(request)
        case Query.ConversationRead.type: try await catchUp(request)
        default: throw QueryRefusal(.unknownType, "type: \(request.type) is not a query known here")
        }
    }

    private func search(_ request: QueryRequest) async throws -> QueryAnswer {
        let search = try Search(try door.admit(request).query)
        return try QueryAnswer(try await store.read { try search.page($0) })
    }

    private func read(_ request: QueryRequest) async throws -> QueryAnswer {
        let query = try door.admit(request, as: Query.ProtocolRead.self).query
        guard let document = try await store.read({ try ProtocolReading(query).document($0) }) else {
            throw QueryRefusal(.unknownConversation, "there is no such protocol in \(query.tenant)")
        }
        return try QueryAnswer(document)
    }

    private func catchUp(_ request: QueryRequest) async throws -> QueryAnswer {
        let (query, tenant) = try door.admit(request, as: Query.ConversationRead.self)
        if let snapshot = try await store.read({ try ConversationReading(query).snapshot($0) }) {
            return try QueryAnswer(snapshot)
        }
        if let channel = query.channelId, tenant.channels[channel] == nil {
            throw QueryRefusal(.unknownChannel, "channelId: \(channel) is not known")
        }
        throw QueryRefusal(.unknownConversation, "there is no such conversation in \(query.tenant)")
    }
}
