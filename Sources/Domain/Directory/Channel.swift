import Identifiers

/// A configured WebChat (canal de atendimento).
public struct Channel: Sendable, Equatable {
    public let id: ChannelID
    public let name: String
    /// A disabled channel takes nothing new and is not listed to agents.
    public let enabled: Bool
    public let bot: BotID?
    public let defaultQueue: QueueID?
    /// Counts for queues that have no calendar of their own.
    public let calendar: CalendarID?
    /// Offered for queues that have no form of their own.
    public let form: FormID?
    /// In the order in which they are offered.
    public let subjects: [Subject]

    public init(
        id: ChannelID, name: String, enabled: Bool = true, bot: BotID? = nil, defaultQueue: QueueID? = nil,
        calendar: CalendarID? = nil, form: FormID? = nil, subjects: [Subject] = []
    ) {
        self.id = id
        self.name = name
        self.enabled = enabled
        self.bot = bot
        self.defaultQueue = defaultQueue
        self.calendar = calendar
        self.form = form
        self.subjects = subjects
    }
}

/// What a customer can pick (assunto).
public struct Subject: Sendable, Hashable {
    public let id: SubjectID
    public let label: String
    public let queue: QueueID

    public init(id: SubjectID, label: String, queue: QueueID) {
        self.id = id
        self.label = label
        self.queue = queue
    }
}
