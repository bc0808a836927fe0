import Identifiers

extension Desk {
    /// What a desk wants done, in the order of doing.
    public enum Action: Hashable, Sendable {
        case conversation(ConversationID, Conversation.DeskAnswer)
        /// A logout is complete; `agent-presence` forgets these channels.
        case loggedOut(AgentID, [ChannelID])
        case agentState(AgentState)
        /// Everything an agent's screen needs to begin anew.
        case snapshot(AgentState, cards: [ConversationID], conversations: [ConversationID], Cause)
        case reject(Refusal)
        case setTimer(Timer, at: Instant)
        case cancelTimer(Timer)
    }

    /// What is shown of an agent (contract page, `agent.state.changed.v1`).
    public struct AgentState: Codable, Hashable, Sendable {
        public let agent: AgentID
        /// Grows with every change.
        public let version: Int
        public let status: AgentStatus
        public let channels: Set<ChannelID>
        /// Conversations in service or in wrap-up.
        public let active: Int
        /// Open cards.
        public let offered: Int
        public let capacity: Int
    }
}
