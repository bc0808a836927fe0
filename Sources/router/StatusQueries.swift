import Contracts
import Domain
import Storage
import Worker

/// `channel.status.v1` and `queue.status.v1`: how things stand now. Answered by any router from what is committed, on a
/// snapshot; nothing is changed and no partition need be ours.
struct StatusQueries: Sendable {
    private let store: Store
    private let door: QueryDoor

    init(_ context: WorkerContext) throws {
        store = try context.requireStore()
        door = QueryDoor(try context.requireDirectory())
    }

    var handlers: [QueryHandler] {
        [
            QueryHandler(key: .channels) { try await answer($0) },
            QueryHandler(key: .queues) { try await answer($0) },
        ]
    }

    private func answer(_ request: QueryRequest) async throws -> QueryAnswer {
        switch request.envelope.type {
        case Query.ChannelStatus.type: try await channel(request)
        case Query.QueueStatus.type: try await queues(request)
        default: throw QueryRefusal(.unknownType, "type: \(request.type) is not a query known here")
        }
    }

    private func channel(_ request: QueryRequest) async throws -> QueryAnswer {
        let (query, tenant) = try door.admit(request, as: Query.ChannelStatus.self)
        guard let channel = tenant.channels[query.channelId], channel.enabled else {
            throw QueryRefusal(.unknownChannel, "channelId: \(query.channelId) is not known, or not enabled")
        }
        let desk = try await store.read { try DeskShelf.read(tenant.id, in: Transaction(database: $0)) }
        return try QueryAnswer(ChannelStatus(channel: channel, tenant: tenant, desk: desk, now: WallClock.now()).state)
    }

    private func queues(_ request: QueryRequest) async throws -> QueryAnswer {
        let (query, tenant) = try door.admit(request, as: Query.QueueStatus.self)
        if let queue = query.queueId, tenant.queues[queue] == nil {
            throw QueryRefusal(.unknownQueue, "queueId: \(queue) is not known")
        }
        let page = try QueuePage(query, tenant)
        let now = WallClock.now()
        let state = try await store.read { database in
            let transaction = Transaction(database: database)
            return try page.state(of: try DeskShelf.read(tenant.id, in: transaction), at: now, in: transaction)
        }
        return try QueryAnswer(state)
    }
}
