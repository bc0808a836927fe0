import Contracts
import Identifiers
import RabbitMQ
import Worker

/// One message in the queue of dead letters, as it was read.
struct QueuedLetter: Sendable {
    let id: LetterID
    let delivery: Delivery

    /// Names the letters of one reading, in its order: those that are alike are counted.
    static func all(_ deliveries: [Delivery]) -> [QueuedLetter] {
        var seen: [String: Int] = [:]
        return deliveries.map { delivery in
            let digest = LetterID.digest(messageId: delivery.properties.messageId ?? "", body: delivery.body)
            seen[digest, default: 0] += 1
            return QueuedLetter(id: .queued(digest: digest, twin: seen[digest] ?? 1), delivery: delivery)
        }
    }

    private var headers: [String: RabbitMQ.HeaderValue] { delivery.properties.headers }

    /// The program's reason, or the broker's.
    var reason: String { headers[HeaderName.reason]?.string ?? death?.reason ?? "unknown" }
    var detail: String? { headers[HeaderName.detail]?.string }
    /// When it became a dead letter, as RFC 3339; nil if nobody wrote that down.
    var since: String? { headers[HeaderName.since]?.string ?? death?.since }
    var type: String { delivery.properties.type ?? "-" }
    var key: String { address?.routingKey ?? "-" }

    /// Where it came in.
    struct Address: Hashable, Sendable {
        let exchange: String
        let routingKey: String
    }

    /// Where it goes when it is put back; nil if nothing says so.
    var address: Address? {
        guard let exchange = headers[HeaderName.exchange]?.string, let key = headers[HeaderName.routingKey]?.string
        else { return death?.address }
        return Address(exchange: exchange, routingKey: key)
    }

    /// What the broker wrote when it gave a message up itself (its header `x-death`; the last death comes first).
    private var death: (reason: String?, since: String?, address: Address?)? {
        guard case .array(let deaths) = headers["x-death"], case .table(let last) = deaths.first else { return nil }
        var address: Address?
        if let exchange = last["exchange"]?.string, case .array(let keys) = last["routing-keys"],
            let key = keys.first?.string
        {
            address = Address(exchange: exchange, routingKey: key)
        }
        let since = last["time"]?.integer.map { Instant(milliseconds: $0 * 1_000).rfc3339 }
        return (last["reason"]?.string, since, address)
    }

    /// The message as it was before it became a dead letter; nil if nothing says where it belongs.
    ///
    /// Headers that the broker obeys, or writes itself, are left out.
    var republication: Publication? {
        guard let address else { return nil }
        var properties = delivery.properties
        properties.userId = headers[HeaderName.user]?.string ?? properties.userId
        properties.headers = headers.filter { name, _ in
            !DeadLetter.ownHeaders.contains(name) && !name.hasPrefix("x-") && !["CC", "BCC"].contains(name)
                && ![HeaderName.source, HeaderName.number].contains(name)
        }
        return Publication(
            exchange: address.exchange, routingKey: address.routingKey, properties: properties, body: delivery.body)
    }

    var kept: KeptMessage {
        KeptMessage(
            type: delivery.properties.type, messageId: delivery.properties.messageId, key: key,
            headers: Dictionary(uniqueKeysWithValues: properties), body: delivery.body)
    }

    /// Everything around the body, for people.
    var properties: [(String, String)] {
        let properties = delivery.properties
        let fields: [(String, String?)] = [
            ("type", properties.type), ("message-id", properties.messageId),
            ("correlation-id", properties.correlationId), ("timestamp", properties.timestamp.map { "\($0)" }),
            ("app-id", properties.appId), ("user-id", properties.userId), ("content-type", properties.contentType),
            ("content-encoding", properties.contentEncoding), ("reply-to", properties.replyTo),
        ]
        return fields.compactMap { name, value in value.map { (name, $0) } }
            + headers.sorted { $0.key < $1.key }.map { ("header \($0.key)", $0.value.shown) }
    }
}

extension RabbitMQ.HeaderValue {
    /// For people.
    fileprivate var shown: String {
        switch self {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        case .number(let number): "\(number)"
        case .array(let values): "[\(values.map(\.shown).joined(separator: ", "))]"
        case .table(let table):
            "{\(table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", "))}"
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .none: "nothing"
        }
    }
}
