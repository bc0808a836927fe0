extension Catalog {
    /// False for a command of the contract that this version takes, checks, and answers with `unavailable`.
    public static func isServed(_ type: MessageType) -> Bool { !notServedYet.contains(type) }

    private static let notServedYet: Set<MessageType> = [
        FromAgent.TransferRequested.type, FromAgent.TransferCancelled.type, FromSupervisor.ConversationClosed.type,
        FromSupervisor.ConversationRequeued.type, FromSupervisor.ConversationReassigned.type,
        FromSupervisor.AgentLoggedOut.type, FromSupervisor.ProtocolSaved.type,
    ]
}
