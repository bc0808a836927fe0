/// What came through a door, by who sends there.
public enum DoorMessage: Sendable {
    case session(any SessionCommand)
    case bot(any BotCommand)
    case agent(any AgentCommand)
    case supervisor(any SupervisorCommand)
}

/// What becomes of a message at a door: doors have no store, so these are all there are.
public enum DoorVerdict: Sendable {
    /// Valid, from a known sender. The head is complete for forwarding; its key is the conversation for sessions and
    /// bots, the sender for agents and supervisors.
    case accept(DoorMessage, Head)
    case reject(Rejection)
    case deadLetter(DeadLetter)
}
