import AsyncAlgorithms
import Contracts
import Domain
import Identifiers
import Worker

/// Everything one browser tab of a customer is told: the history it has not seen, then what comes, each event once and
/// in order. The customer is there as long as the stream lives.
struct CustomerStream: Sendable {
    /// How long the book is waited for.
    static let patience: Duration = .seconds(5)

    let session: CustomerSession
    let connection: CustomerConnection
    /// The last event the browser has.
    let after: Int
    /// False: the history alone, for a tab whose browser has a stream already.
    let follows: Bool
    let questions: Questions
    let departures: Departures
    let events: CustomerFeed.Events

    private enum Moment: Sendable {
        case event(Frame)
        /// The feed has ended.
        case lost
        case tick(Int)
    }

    /// Ends when the feed is lost, the book is silent or the browser has gone.
    func run(_ write: (Frame?) async throws -> Void) async throws {
        var catchUp = CatchUp(after: after)
        var isThere = false
        let exists = try await read(&catchUp, write)
        try await write(ready(exists, catchUp))
        guard follows else { return }
        if exists { arrive(&isThere) }
        defer { if isThere { departures.left(connection) } }
        let moments = chain(events.map(Moment.event), [Moment.lost].async)
        for await moment in merge(moments, Ticks().map(Moment.tick)) {
            switch moment {
            case .lost: return
            case .event(let frame):
                try await take(frame, &catchUp, write)
                arrive(&isThere)
            case .tick(let number):
                if number == 1, !catchUp.isLive { _ = try await read(&catchUp, write) }
                try await write(nil)
            }
        }
    }

    /// He is told of once, when there is a conversation to tell it to.
    private func arrive(_ isThere: inout Bool) {
        guard !isThere else { return }
        isThere = true
        connection.opened()
        departures.came(session)
    }

    private func take(
        _ frame: Frame, _ catchUp: inout CatchUp, _ write: (Frame?) async throws -> Void
    ) async throws {
        guard let seq = frame.seq else {
            return connection.isAbout(frame) ? () : try await write(frame)
        }
        switch catchUp.live(seq) {
        case .send: try await write(frame)
        case .drop: break
        case .readFirst:
            let deadline = ContinuousClock.now + Self.patience
            while catchUp.read < seq {
                guard ContinuousClock.now < deadline else { throw QuestionError.unanswered }
                _ = try await read(&catchUp, write)
                if catchUp.read < seq { try await ContinuousClock().sleep(for: .milliseconds(100)) }
            }
        }
    }

    /// Reads the book to its end; false if it knows no such conversation.
    private func read(
        _ catchUp: inout CatchUp, _ write: (Frame?) async throws -> Void
    ) async throws -> Bool {
        var after: Int? = catchUp.sent
        while let from = after {
            let query = Query.ConversationRead(
                tenant: session.tenant, channelId: session.channel, sessionId: session.id, audience: .customer,
                afterSeq: Natural(trusted: from))
            let page: Answer.ConversationSnapshot
            do {
                page = try await questions.ask(
                    query, .conversations, for: Answer.ConversationSnapshot.self, within: Self.patience)
            } catch .refused(.unknownConversation, _) {
                return false
            }
            for event in page.events {
                guard let frame = Frame(event), let seq = frame.seq, catchUp.took(seq) else { continue }
                try await write(frame)
            }
            if page.nextAfterSeq == nil { catchUp.hasRead(to: page.seq) }
            after = page.nextAfterSeq
        }
        return true
    }

    private func ready(_ exists: Bool, _ catchUp: CatchUp) -> Frame {
        Frame(
            type: "gateway.ready", seq: nil,
            body: Array(#"{"exists":\#(exists),"seq":\#(max(catchUp.sent, catchUp.read))}"#.utf8))
    }
}
