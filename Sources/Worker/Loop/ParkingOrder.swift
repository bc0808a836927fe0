import Contracts
import Identifiers
import RabbitMQ

/// What an operator orders of the owner of a partition about one parked key. It goes straight into the partition's
/// queue, behind everything that is there: only the owner changes the store.
public enum ParkingOrder: Hashable, Sendable {
    /// Try the key's messages again now, in order.
    case redrive
    /// Throw away the messages from number `first` to number `last`, and try the rest. It is void if `first` is no
    /// longer the first, or another message has its number by now: so a repeat of the order throws nothing more away.
    case discard(first: Int64, since: Instant, last: Int64)

    /// The order as it is published.
    ///
    /// - Parameters:
    ///   - stream: the stream and the partition where the key is parked.
    ///   - id: the message-id, new for each order.
    public func publication(
        of key: String, stream: Contracts.Stream, partition: Int, in topology: Topology, id: String, at now: Instant
    ) throws -> Publication {
        let timer = TimerBody(FiredTimer(kind: kind, token: token, due: now))
        let entry = Contracts.Bundle.Entry(
            head: Head(type: HouseMessage.timer, id: id, key: key, at: now), body: try timer.json())
        return Publication(
            exchange: "", routingKey: topology.queue(of: stream, partition: partition),
            properties: Properties(
                type: Contracts.Bundle.type.rawValue, messageId: id, appId: Envelope.sender, deliveryMode: .persistent),
            body: Contracts.Bundle.encode([entry]).first ?? [])
    }

    /// Reads it back, as the timer that it looks like; nil for timers of programs.
    init?(_ timer: FiredTimer) {
        switch timer.kind {
        case HouseMessage.redrive: self = .redrive
        case HouseMessage.discard:
            let numbers = timer.token.split(separator: " ").compactMap { Int64($0) }
            guard numbers.count == 3 else { return nil }
            self = .discard(first: numbers[0], since: Instant(milliseconds: numbers[1]), last: numbers[2])
        default: return nil
        }
    }

    private var kind: String {
        switch self {
        case .redrive: HouseMessage.redrive
        case .discard: HouseMessage.discard
        }
    }

    private var token: String {
        switch self {
        case .redrive: ""
        case .discard(let first, let since, let last): "\(first) \(since.milliseconds) \(last)"
        }
    }
}
