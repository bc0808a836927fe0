import Contracts

/// One question from outside.
public struct QueryRequest: Sendable {
    public let routingKey: String
    public let envelope: Envelope
    public let body: [UInt8]

    public init(routingKey: String, envelope: Envelope, body: [UInt8]) {
        self.routingKey = routingKey
        self.envelope = envelope
        self.body = body
    }

    public var type: String { envelope.type?.rawValue ?? "" }
    public var messageId: String { envelope.messageId ?? "" }
    /// Where the answer goes; nil if nowhere.
    var replyTo: String? { envelope.replyTo.flatMap { $0.isEmpty ? nil : $0 } }

    /// Refuses a query whose properties are not what the contract page asks of one.
    func check() throws(QueryRefusal) {
        if let complaint = envelope.complaint() { throw QueryRefusal(.invalidContract, complaint) }
        if (envelope.correlationId ?? "").isEmpty {
            throw QueryRefusal(.invalidContract, "correlation-id: is required")
        }
    }
}

/// What is answered, to the one who asked alone.
public struct QueryAnswer: Sendable {
    public let type: String
    public let body: [UInt8]

    public init(_ message: some Message) throws {
        type = message.type.rawValue
        body = try message.encoded()
    }
}

/// Answers the questions of one key. Called on the shared pool, several at once, in no order. What it throws is told to
/// the one who asked: a ``QueryRefusal`` as it is, anything else as `unavailable`.
public struct QueryHandler: Sendable {
    public let key: QueryKey
    public let answer: @Sendable (QueryRequest) async throws -> QueryAnswer

    public init(key: QueryKey, answer: @escaping @Sendable (QueryRequest) async throws -> QueryAnswer) {
        self.key = key
        self.answer = answer
    }
}
