/// Why a customer could not be served now; the machine's word beside the standard text (product page, "The flows").
public enum RefusalReason: String, Codable, Sendable, CaseIterable {
    case noSubjects = "no_subjects"
    case outOfHours = "out_of_hours"
    case holiday
    case noAgentLoggedIn = "no_agent_logged_in"
    case queueFull = "queue_full"

    /// The queue was closed, not busy or empty: then a form is offered where there is one (rule 1).
    public var isOfTheCalendar: Bool {
        switch self {
        case .outOfHours, .holiday: true
        case .noSubjects, .noAgentLoggedIn, .queueFull: false
        }
    }
}

/// Why an offer ended.
public enum WithdrawalReason: String, Codable, Sendable, CaseIterable {
    case accepted
    case declined
    case expired
    case customerLeft = "customer_left"
    case agentUnavailable = "agent_unavailable"
    case requeued
    case cancelled
}

/// Who ended the customer's session.
public enum FinishedBy: String, Codable, Sendable, CaseIterable {
    case agent
    case customer
    case bot
    case system
    case supervisor
}

/// Why the customer's session ended.
public enum FinishReason: String, Codable, Sendable, CaseIterable {
    case finished
    case left
    case closed
    case customerTimeout = "customer_timeout"
    case supervisor
}

/// How a conversation ended for good.
public enum Outcome: String, Codable, Sendable, CaseIterable {
    case answered
    case abandonedQueue = "abandoned_queue"
    case refused
    case botContained = "bot_contained"
    case customerTimeout = "customer_timeout"
    case offlineForm = "offline_form"
    case unsaved
}

/// What a notice line is about.
public enum NoticeCode: String, Codable, Sendable, CaseIterable {
    case agentLost = "agent_lost"
    case agentBack = "agent_back"
    case requeued
    case idleWarning = "idle_warning"
    case botReplaced = "bot_replaced"
    /// A supervisor ended the conversation before an agent had it.
    case supervisorClosed = "supervisor_closed"
}

/// How a customer's session ended, as the gateway says it.
public enum SessionEndReason: String, Codable, Sendable, CaseIterable {
    case left
    case closed
}

/// Who sees a message: both sides, or only agents (a note; not a line of the transcript).
public enum Visibility: String, Codable, Sendable, CaseIterable {
    case `public`
    case `internal`
}

/// Why the bot is out of a conversation.
public enum TakenBy: String, Codable, Sendable, CaseIterable {
    case queue
    case agent
    case timeout
}

/// What a bot's turn is: the start of the session, or a customer's message.
public enum TurnKind: String, Codable, Sendable, CaseIterable {
    case start
    case message
}

/// How far a transfer came.
public enum TransferOutcome: String, Codable, Sendable, CaseIterable {
    case requested
    case accepted
    case returned
    case cancelled
    case refused
}

/// Why a transfer did not come about.
public enum TransferReason: String, Codable, Sendable, CaseIterable {
    /// The agent it was for declined.
    case declined
    /// The agent it was for did not answer.
    case expired
    /// Nobody accepted in time (rule 15).
    case timeout
    /// Its sender took it back.
    case cancelled
    /// The session ended meanwhile.
    case ended
    /// The conversation went back to its queue, or a supervisor decided otherwise.
    case requeued
    case outOfHours = "out_of_hours"
    case holiday
    case noAgentLoggedIn = "no_agent_logged_in"
    case queueFull = "queue_full"
    /// The agent it was for is not logged in to the channel.
    case notLoggedIn = "not_logged_in"
    /// The agent it was for is not a member of the queue.
    case notAMember = "not_a_member"

    init(_ reason: RefusalReason, to destination: Conversation.Destination) {
        switch reason {
        case .outOfHours: self = .outOfHours
        case .holiday: self = .holiday
        case .queueFull: self = .queueFull
        case .noSubjects, .noAgentLoggedIn:
            if case .agent = destination { self = .notLoggedIn } else { self = .noAgentLoggedIn }
        }
    }
}
