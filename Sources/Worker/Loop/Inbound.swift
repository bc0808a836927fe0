import Contracts
import Identifiers

/// One message to be handled: from a public door's queue, one of a bundle, or a timer that came due.
public struct Inbound: Sendable {
    public let stream: Stream
    public let partition: Int
    /// What it is and whom it concerns. At a door it is made of the AMQP properties, and its key is the routing key.
    public let head: Head
    /// The data alone, as JSON; at a door whatever was sent.
    public let body: [UInt8]
    /// True if somebody may have handled it before; the loop has already skipped what it knows to be done.
    public let isRedelivered: Bool
    /// What a stranger sent around the body; nil on internal streams.
    public let publication: DoorPublication?
    /// What was set with ``Work/setTimer(_:key:at:token:on:)``; nil for everything else.
    public let timer: FiredTimer?

    public init(
        stream: Stream, partition: Int, head: Head, body: [UInt8], isRedelivered: Bool = false,
        publication: DoorPublication? = nil, timer: FiredTimer? = nil
    ) {
        self.stream = stream
        self.partition = partition
        self.head = head
        self.body = body
        self.isRedelivered = isRedelivered
        self.publication = publication
        self.timer = timer
    }
}

/// What came around the body of a message from outside.
public struct DoorPublication: Sendable {
    public let routingKey: String
    public let envelope: Envelope

    public init(routingKey: String, envelope: Envelope) {
        self.routingKey = routingKey
        self.envelope = envelope
    }
}

/// A timer that came due, as its partition's owner finds it in its own stream.
public struct FiredTimer: Hashable, Sendable {
    public let kind: String
    /// What was given when it was set, e.g. the state's epoch, so that a late timer is recognised.
    public let token: String
    /// When it was due; it may be handled later, after an outage.
    public let due: Instant

    public init(kind: String, token: String, due: Instant) {
        self.kind = kind
        self.token = token
        self.due = due
    }
}
