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
    /// Nil: the channel's, else the tenant's, else always open (rule 21).
    public let calendar: CalendarID?
    /// Offered while the queue is closed; nil: the channel's (rule 1).
    public let form: FormID?

    public init(
        id: QueueID, name: String, offer: Duration? = nil, maxWaiting: Int = Self.defaultMaxWaiting, priority: Int = 0,
        calendar: CalendarID? = nil, form: FormID? = nil
    ) {
        self.id = id
        self.name = name
        self.offer = offer
        self.maxWaiting = maxWaiting
        self.priority = priority
        self.calendar = calendar
        self.form = form
    }

    public static let defaultMaxWaiting = 200
}
