import Crypto
import Identifiers

/// Every exchange, queue and binding of one installation, as values: declared by `guiche up`, verified by every
/// program at start, written into the AsyncAPI document.
public struct Topology: Hashable, Sendable {
    /// In front of every name, `guiche` by default.
    public let prefix: String
    /// How many partitions each stream has; fixed at installation.
    public let partitions: Int

    public static let defaultPrefix = "guiche"
    public static let defaultPartitions = 16
    /// More than this costs the broker more than it gains (broker facts page: 64 queues confirm less than one).
    public static let maximumPartitions = 256

    public init(prefix: String = Self.defaultPrefix, partitions: Int = Self.defaultPartitions) {
        self.prefix = prefix
        self.partitions = max(1, min(partitions, Self.maximumPartitions))
    }

    /// The exchange all public events go to.
    public var events: String { "\(prefix).events" }
    /// The exchange queries go to.
    public var queries: String { "\(prefix).queries" }
    /// The exchange replicas announce themselves on.
    public var members: String { "\(prefix).members" }
    /// The queue of what could not be told to anybody.
    public var deadLetters: String { "\(prefix).dead-letters" }

    /// The exchange of a stream.
    public func exchange(of stream: Stream) -> String { "\(prefix).\(stream.rawValue)" }

    /// The queue of one partition of a stream.
    public func queue(of stream: Stream, partition: Int) -> String { "\(prefix).\(stream.rawValue).\(partition)" }

    /// The routing key that takes a bundle to a partition of an internal stream.
    public func routingKey(partition: Int) -> String { String(partition) }

    /// The queue all readers of one kind of query share.
    public func queryQueue(_ key: QueryKey) -> String { "\(queries).\(key.rawValue)" }

    /// The queue of a client outside (contract page: `guiche.client.<anything>`).
    public func clientQueue(_ name: String) -> String { "\(prefix).client.\(name)" }

    /// The queue of one replica on the members exchange.
    public func memberQueue(replica: String) -> String { "\(members).\(replica)" }

    /// The partition of a key in an internal stream: the first 8 bytes of its SHA-256, big endian, modulo the number
    /// of partitions (architecture page). Doors are partitioned by the broker instead.
    public func partition(of key: String) -> Int {
        let head = SHA256.hash(data: Array(key.utf8)).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(head % UInt64(partitions))
    }
}

/// What can be asked; the routing key of a query.
public enum QueryKey: String, Hashable, Sendable, CaseIterable {
    case protocols
    case conversations
    case channels
    case queues
}

extension Topology {
    public var exchanges: [ExchangeDeclaration] {
        Stream.allCases.map {
            ExchangeDeclaration(name: exchange(of: $0), kind: $0.isDoor ? .modulusHash : .direct)
        } + [
            ExchangeDeclaration(name: events, kind: .topic), ExchangeDeclaration(name: queries, kind: .direct),
            ExchangeDeclaration(name: members, kind: .fanout),
        ]
    }

    /// Every queue that does not depend on the directory or on a replica.
    public var queues: [QueueDeclaration] {
        [deadLetterQueue] + Stream.allCases.flatMap { queues(of: $0) }
            + QueryKey.allCases.map { key in
                var arguments = Self.quorum(
                    limit: QueueLimit.queries, overflow: "reject-publish", deliveries: QueueLimit.queryDeliveries)
                arguments["x-message-ttl"] = .integer(QueueLimit.queryMilliseconds)
                return QueueDeclaration(queryQueue(key), arguments)
            }
    }

    public var deadLetterQueue: QueueDeclaration {
        QueueDeclaration(
            deadLetters,
            Self.quorum(
                limit: QueueLimit.deadLetters, overflow: "drop-head", deliveries: QueueLimit.deadLetterDeliveries))
    }

    /// The partitions of one stream, by number.
    public func queues(of stream: Stream) -> [QueueDeclaration] {
        let arguments = partitionArguments(of: stream)
        return (0..<partitions).map { QueueDeclaration(queue(of: stream, partition: $0), arguments) }
    }

    /// Bound once and never again: a change of bindings would move keys to other partitions (broker facts page).
    public var bindings: [BindingDeclaration] {
        Stream.allCases.flatMap { stream in
            (0..<partitions).map {
                BindingDeclaration(
                    exchange: exchange(of: stream), queue: queue(of: stream, partition: $0),
                    routingKey: routingKey(partition: $0))
            }
        }
            + QueryKey.allCases.map {
                BindingDeclaration(exchange: queries, queue: queryQueue($0), routingKey: $0.rawValue)
            }
    }

    /// A replica's own queue on the members exchange (bind it with an empty key); it goes with its connection.
    public func memberQueueDeclaration(replica: String) -> QueueDeclaration {
        QueueDeclaration(
            memberQueue(replica: replica), durable: false, exclusive: true, autoDelete: true,
            ["x-max-length": .integer(QueueLimit.announcements), "x-overflow": .string("drop-head")])
    }
}
