import Contracts
import Identifiers
import RabbitMQ
import Storage

/// Why one message of a delivery could not be read, as a sentence; its neighbours are not harmed.
struct Unreadable: Error, Sendable, CustomStringConvertible {
    let description: String
    /// The part of the delivery that can't be read, as a bundle of its own; nil for all of it.
    var part: [UInt8]?
}

/// A delivery as the messages it carries.
struct Unpacked: Sendable {
    let delivery: Delivery
    /// Where a numbered bundle comes from; nil for everything else.
    let origin: BundleOrigin?
    let messages: [Result<Inbound, Unreadable>]

    /// What the delivery is called in the attempts table; nil if a repeat of it can't be recognised.
    var identity: String? {
        if let origin { return "\(origin.source)#\(origin.number)" }
        return delivery.properties.messageId.map { "\(delivery.routingKey)|\($0)" }
    }
}

/// Reads deliveries of one partition.
struct Unpacking {
    let stream: Contracts.Stream
    let partition: Int
    let now: Instant

    func unpack(_ delivery: Delivery) -> Unpacked {
        let type = delivery.properties.type.map { MessageType($0) }
        if type == HouseMessage.wake { return Unpacked(delivery: delivery, origin: nil, messages: []) }
        // Through the default exchange only the house publishes; to a door's exchange anybody may.
        if type == Contracts.Bundle.type, !stream.isDoor || delivery.exchange.isEmpty { return bundle(delivery) }
        guard stream.isDoor else { return stray(delivery) }
        return Unpacked(delivery: delivery, origin: nil, messages: [.success(stranger(delivery))])
    }

    private func bundle(_ delivery: Delivery) -> Unpacked {
        let messages = Contracts.Bundle.decode(delivery.body).map { entry in
            entry.mapError { Unreadable(description: $0.description, part: $0.lines) }
                .flatMap { message(of: $0, isRedelivered: delivery.redelivered) }
        }
        return Unpacked(
            delivery: delivery, origin: BundleOrigin(Envelope(delivery.properties).headers), messages: messages)
    }

    func message(
        of entry: Contracts.Bundle.Entry, isRedelivered: Bool
    ) -> Result<Inbound, Unreadable> {
        guard entry.head.type == HouseMessage.timer else {
            guard !stream.isDoor else {
                return .failure(Unreadable(description: "not a message for a door", part: Self.alone(entry)))
            }
            return .success(
                Inbound(
                    stream: stream, partition: partition, head: entry.head, body: entry.body,
                    isRedelivered: isRedelivered))
        }
        do {
            let timer = try TimerBody(json: entry.body).fired
            return .success(
                Inbound(
                    stream: stream, partition: partition, head: entry.head, body: entry.body,
                    isRedelivered: isRedelivered, timer: timer))
        } catch {
            return .failure(Unreadable(description: "an unreadable timer: \(error)", part: Self.alone(entry)))
        }
    }

    private static func alone(_ entry: Contracts.Bundle.Entry) -> [UInt8]? {
        Contracts.Bundle.encode([entry]).first
    }

    /// Nobody but us publishes to internal streams; whatever else lies there is a mistake somebody made by hand.
    private func stray(_ delivery: Delivery) -> Unpacked {
        let why = Unreadable(description: "not a bundle of ours on an internal stream")
        return Unpacked(delivery: delivery, origin: nil, messages: [.failure(why)])
    }

    private func stranger(_ delivery: Delivery) -> Inbound {
        stranger(
            DoorPublication(routingKey: delivery.routingKey, envelope: Envelope(delivery.properties)), delivery.body,
            isRedelivered: delivery.redelivered)
    }

    func stranger(_ publication: DoorPublication, _ body: [UInt8], isRedelivered: Bool) -> Inbound {
        let envelope = publication.envelope
        let head = Head(
            type: envelope.type ?? "", id: envelope.messageId ?? "", key: publication.routingKey, at: now,
            trace: envelope.trace)
        return Inbound(
            stream: stream, partition: partition, head: head, body: body, isRedelivered: isRedelivered,
            publication: publication)
    }
}
