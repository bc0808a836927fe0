import Identifiers

/// Customers waiting for agents (fila de atendimento).
public struct ServiceQueue: Sendable, Equatable {
    public let id: QueueID
    public let name: String
    /// The times of the rules where they are not the tenant's; nil: all of them are.
    public let timings: Timings?
    /// The most conversations that may wait; more are refused with `queue_full` (rule 2).
    public let maxWaiting: Int
    /// Greater goes first, between queues only (rule 3).
    public let priority: Int
    /// Nil: the channel's, else the tenant's, else always open (rule 21).
    public let calendar: CalendarID?
    /// Offered while the queue is closed; nil: the channel's (rule 1).
    public let form: FormID?

    public init(
        id: QueueID, name: String, timings: Timings? = nil, maxWaiting: Int = Self.defaultMaxWaiting, priority: Int = 0,
        calendar: CalendarID? = nil, form: FormID? = nil
    ) {
        self.id = id
        self.name = name
        self.timings = timings
        self.maxWaiting = maxWaiting
        self.priority = priority
        self.calendar = calendar
        self.form = form
    }

    public static let defaultMaxWaiting = 200
}
