import Contracts
import Identifiers
import Storage

/// A parked message as an operator sees it.
public struct ParkedLetter: Sendable {
    public let type: String
    public let messageId: String
    /// What is known of it beside that, in an order that reads well.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public init(_ row: ParkedRow) {
        if let publication = ParkedMessage.publication(row) {
            self.init(publication, row.body)
        } else if let entry = ParkedMessage.entry(row) {
            self.init(entry)
        } else {
            self.init(type: "-", messageId: "-", headers: [], body: row.body)
        }
    }

    private init(type: String, messageId: String, headers: [(String, String?)], body: [UInt8]) {
        self.type = type
        self.messageId = messageId
        self.headers = headers.compactMap { name, value in value.map { (name, $0) } }
        self.body = body
    }

    private init(_ publication: DoorPublication, _ body: [UInt8]) {
        let envelope = publication.envelope
        self.init(
            type: envelope.type?.rawValue ?? "-", messageId: envelope.messageId ?? "-",
            headers: [
                ("routing key", publication.routingKey), ("correlation-id", envelope.correlationId),
                ("app-id", envelope.appId), ("user-id", envelope.userId), ("traceparent", envelope.trace),
            ], body: body)
    }

    private init(_ entry: Contracts.Bundle.Entry) {
        let head = entry.head
        self.init(
            type: head.type.rawValue, messageId: head.id,
            headers: [
                ("tenant", head.tenant?.text), ("sender", head.sender.map { "\($0.kind.rawValue) \($0.id)" }),
                ("at", head.at.rfc3339), ("traceparent", head.trace),
                ("audience", head.audience?.joined(separator: ", ")),
            ], body: entry.body)
    }
}
