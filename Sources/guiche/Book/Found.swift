import Contracts

/// All pages of a search.
enum Found {
    /// The most records of one search; more is not one person's.
    static let most = 100_000

    static func all(_ query: Query.ProtocolSearch, _ client: PublicClient) async throws -> [Answer.ProtocolItem] {
        var items: [Answer.ProtocolItem] = []
        var cursor: ShortText?
        repeat {
            let page = try await client.ask(query.from(cursor), .protocols, for: Answer.ProtocolPage.self)
            items += page.items
            cursor = page.nextCursor.flatMap { ShortText($0) }
        } while cursor != nil && items.count < most
        return items
    }
}

extension Query.ProtocolSearch {
    /// The same search, a page further on.
    fileprivate func from(_ cursor: ShortText?) -> Self {
        Self(
            tenant: tenant, number: number, text: text, customer: customer, agentId: agentId, channelId: channelId,
            queueId: queueId, state: state, from: from, to: to, limit: PageSize(100), cursor: cursor)
    }
}
