/// What an agent is doing; the first that holds, in this order.
public enum AgentStatus: String, Codable, Sendable, CaseIterable {
    case offline
    case away
    case paused
    case inService = "in_service"
    case available
}

/// The state of the record (the protocol) of a conversation.
public enum RecordState: String, Codable, Sendable, CaseIterable {
    case open
    case wrapUp = "wrap_up"
    case saved
    /// Pendente de salvar: the wrap-up ended without a final save; it stays in the agent's list (rule 17).
    case unsaved
    case refused
    case offlineForm = "offline_form"
    case abandoned
    case botContained = "bot_contained"
}

/// What an agent's conversation is for him.
public enum ServiceState: String, Codable, Sendable, CaseIterable {
    case inService = "in_service"
    case wrapUp = "wrap_up"
}

/// Why a conversation is out of the normal way.
public enum ParkReason: String, Codable, Sendable, CaseIterable {
    case handlingFailed = "handling_failed"
    case programCrashed = "program_crashed"
}
