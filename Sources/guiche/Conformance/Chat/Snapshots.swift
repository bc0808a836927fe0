import Contracts
import Domain
import Foundation
import Identifiers

/// Answers `conversation.read.v1` as the book would, and as it may: at first not yet, then page by page. Pure.
struct Snapshots: Sendable {
    /// How often the book is still behind.
    private var refusals = 0
    private var pageSize = Self.usualPage
    /// Whether a question was put off, and how far the last page came.
    private var wasPutOff = false
    private var nextAfterSeq: Int?

    /// Contract page: a read gives at most 200 events.
    private static let usualPage = 200
    private static let smallPage = 3

    /// From now on the book is behind once, and then gives small pages until everything was read.
    mutating func beStubborn() {
        refusals = 1
        pageSize = Self.smallPage
    }

    /// The answer to a question about `talk`, and what the question shows of the one who asks.
    mutating func answer(
        _ read: Query.ConversationRead, _ talk: Talk?, id: String, at now: Instant
    ) throws -> (told: Told, shown: [Requirement]) {
        guard let talk else {
            return (try refuse(read, .unknownConversation, "There is no such conversation.", id, now), [])
        }
        var shown: [Requirement] = [.catchesUp]
        if refusals > 0 {
            refusals -= 1
            wasPutOff = true
            return (try refuse(read, .unavailable, "The book is a moment behind: ask again.", id, now), shown)
        }
        if wasPutOff { shown.append(.asksAgain) }
        let after = read.afterSeq?.value ?? 0
        if let nextAfterSeq, after == nextAfterSeq { shown.append(.readsOn) }
        let rest = talk.events.filter { ($0.seq ?? 0) > after }
        let page = rest.prefix(min(read.limit?.value ?? Self.usualPage, pageSize))
        nextAfterSeq = page.count < rest.count ? page.last?.seq : nil
        if nextAfterSeq == nil { pageSize = Self.usualPage }
        let snapshot = Answer.ConversationSnapshot(
            conversationId: talk.id, protocol: talk.protocol, state: .open, seq: talk.seq, line: talk.line,
            events: try page.map { event in
                .init(
                    type: event.type, messageId: event.messageId,
                    body: try JSONDecoder().decode(JSONValue.self, from: Data(event.body)))
            }, nextAfterSeq: nextAfterSeq)
        return (try Told(snapshot, correlation: id, at: now), shown)
    }

    private func refuse(
        _ read: Query.ConversationRead, _ code: RejectionCode, _ sentence: String, _ id: String, _ now: Instant
    ) throws -> Told {
        let rejection = Event.CommandRejected(
            tenant: read.tenant, at: now, commandId: id, commandType: read.type.rawValue, code: code,
            message: sentence)
        return try Told(rejection, correlation: id, at: now)
    }
}
