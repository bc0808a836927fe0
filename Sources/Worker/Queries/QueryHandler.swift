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
    public var correlationId: String { envelope.correlationId ?? "" }
}

/// What is answered, to the one who asked alone.
public struct QueryAnswer: Sendable {
    public let type: String
    public let body: [UInt8]

    public init(type: String, body: [UInt8]) {
        self.type = type
        self.body = body
    }
}

/// Answers the questions of one key. Called on the shared pool, several at once, in no order.
public struct QueryHandler: Sendable {
    public let key: QueryKey
    public let answer: @Sendable (QueryRequest) async throws -> QueryAnswer

    public init(key: QueryKey, answer: @escaping @Sendable (QueryRequest) async throws -> QueryAnswer) {
        self.key = key
        self.answer = answer
    }
}
