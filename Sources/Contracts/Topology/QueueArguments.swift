/// The limits of every kind of queue, with their reasons (house rule 12).
public enum QueueLimit {
    /// A returned message goes to the back of the queue unless there is a limit; what is poison is decided in the
    /// store, so this is only the last net (broker facts page).
    public static let deliveries: Int64 = 1_000
    /// Messages waiting in one partition of a door before it says "later": at 64 KiB at most 256 MiB.
    public static let doorMessages: Int64 = 20_000
    /// Bytes waiting in one partition of a door before it says "later".
    public static let doorBytes: Int64 = 256 * 1_024 * 1_024
    /// Turns waiting for a bot platform; older ones are long past their 20 s (rule 13) and are dropped.
    public static let botMessages: Int64 = 100_000
    /// Dead letters kept; the oldest are dropped so that a flood of bad input cannot fill the disk.
    public static let deadLetters: Int64 = 1_000_000
    /// A dead letter may be looked at (and put back) by people for as long as they like.
    public static let deadLetterDeliveries: Int64 = 1_000_000
    /// Queries waiting; nobody waits longer than ``queryMilliseconds`` for an answer.
    public static let queries: Int64 = 10_000
    /// After this a query is dropped unanswered: whoever asked has given up.
    public static let queryMilliseconds: Int64 = 30_000
    /// A query that ends its reader so often is dropped.
    public static let queryDeliveries: Int64 = 10
    /// Announcements waiting for one replica; only the newest matter.
    public static let announcements: Int64 = 1_000
}

extension Topology {
    /// Partitions: a quorum queue with a single active consumer, so that order holds with any number of replicas;
    /// what passes the delivery limit goes to the dead letters at least once, which needs `reject-publish`
    /// (broker facts page). Only doors are bounded: nothing of ours ever refuses itself (architecture page).
    func partitionArguments(of stream: Stream) -> [String: HeaderValue] {
        var arguments: [String: HeaderValue] = [
            "x-queue-type": .string("quorum"), "x-single-active-consumer": .boolean(true),
            "x-delivery-limit": .integer(QueueLimit.deliveries), "x-overflow": .string("reject-publish"),
            "x-dead-letter-exchange": .string(""), "x-dead-letter-routing-key": .string(deadLetters),
            "x-dead-letter-strategy": .string("at-least-once"),
        ]
        if stream.isDoor {
            arguments["x-max-length"] = .integer(QueueLimit.doorMessages)
            arguments["x-max-length-bytes"] = .integer(QueueLimit.doorBytes)
        }
        return arguments
    }

    static func quorum(limit: Int64, overflow: String, deliveries: Int64) -> [String: HeaderValue] {
        [
            "x-queue-type": .string("quorum"), "x-delivery-limit": .integer(deliveries),
            "x-max-length": .integer(limit), "x-overflow": .string(overflow),
        ]
    }
}
