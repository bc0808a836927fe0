import Contracts
import Domain
import Identifiers

/// A query that can't be answered as it was asked; told to the one who asked.
public struct QueryRefusal: Error, Hashable, CustomStringConvertible {
    public let code: RejectionCode
    /// A sentence.
    public let description: String

    public init(_ code: RejectionCode, _ sentence: String) {
        self.code = code
        description = sentence
    }

    public var isWorthRetrying: Bool { code == .unavailable }
}

extension QueryRefusal {
    /// Whatever an answer failed with: what is no refusal is nobody's mistake who asked, so asking again may help.
    init(_ error: any Error) {
        self = error as? QueryRefusal ?? QueryRefusal(.unavailable, "The query can't be answered now; ask again.")
    }

    /// The answer that says so.
    func answer(to request: QueryRequest, at now: Instant) throws -> QueryAnswer {
        try QueryAnswer(
            Event.CommandRejected(
                of: request.messageId, type: request.envelope.type, from: Claim(reading: request.body), code: code,
                because: description, at: now))
    }
}
