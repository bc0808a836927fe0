import Identifiers

/// Customers waiting for agents (fila de atendimento).
public struct ServiceQueue: Sendable, Equatable {
    public let id: QueueID
    public let name: String
    /// How long an offer stands; the tenant's timing unless the queue has its own (rule 4).
    public let offer: Duration?
    /// The most conversations that may wait; more are refused with `queue_full` (rule 2).
    public let maxWaiting: Int
    /// Greater goes first, between queues only (rule 3).
    public let priority: Int

    public init(
        id: QueueID, name: String, offer: Duration? = nil, maxWaiting: Int = Self.defaultMaxWaiting, priority: Int = 0
    ) {
        self.id = id
        self.name = name
        self.offer = offer
        self.maxWaiting = maxWaiting
        self.priority = priority
    }

    public static let defaultMaxWaiting = 200
}
