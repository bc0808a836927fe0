import Contracts
import Domain
import Identifiers

/// What a conversation's audiences were told, read page by page by the public query.
enum PastEvents {
    /// The most pages read for one audience; more is a mistake in the answers.
    static let mostPages = 10_000

    static func of(
        _ conversation: ConversationID, _ tenant: TenantID, _ client: PublicClient
    ) async throws -> [Answer.PastEvent] {
        var events: [Answer.PastEvent] = []
        for reader in Query.Reader.allCases {
            events += try await of(conversation, tenant, for: reader, client)
        }
        return events
    }

    private static func of(
        _ conversation: ConversationID, _ tenant: TenantID, for reader: Query.Reader, _ client: PublicClient
    ) async throws -> [Answer.PastEvent] {
        var events: [Answer.PastEvent] = []
        var after: Int?
        for _ in 0..<mostPages {
            let query = Query.ConversationRead(
                tenant: tenant, conversationId: conversation, audience: reader,
                afterSeq: after.map(Natural.init(trusted:)))
            let page = try await client.ask(query, .conversations, for: Answer.ConversationSnapshot.self)
            events += page.events
            guard let next = page.nextAfterSeq else { break }
            after = next
        }
        return events
    }
}
