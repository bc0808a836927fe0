import Identifiers

extension Desk {
    /// What a desk wants done, in the order of doing.
    public enum Action: Hashable, Sendable {
        case conversation(ConversationID, Conversation.DeskAnswer)
        /// A logout is complete; `agent-presence` forgets these channels, but for those he has logged in to again since
        /// the last login that has come here.
        case loggedOut(AgentID, [ChannelID], loggedInAt: Instant?)
        /// With the supervisor who logged him out, if one has.
        case agentState(AgentState, Dismissal?)
        /// What a wallboard shows of a queue; newly unattended, somebody has to be told.
        case figures(QueueID, Figures, isNewlyUnattended: Bool)
        /// Everything an agent's screen needs to begin anew.
        case snapshot(AgentState, cards: [ConversationID], conversations: [ConversationID], Cause)
        case reject(Refusal)
        case setTimer(Timer, at: Instant)
        case cancelTimer(Timer)
    }

    /// Who logged an agent out, and why (rule 22).
    public struct Dismissal: Hashable, Sendable {
        public let supervisor: SupervisorID
        public let reason: String
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
