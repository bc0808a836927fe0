import Contracts
import Domain
import Identifiers
import Worker

/// One valid command of a known sender, with what a refusal of it has to name.
struct Visit {
    /// Nil for a supervisor's.
    let agentCommand: (any AgentCommand)?
    let head: Head
    let message: Inbound
    private let claim: Claim
    private let audience: Audience

    init(agent command: any AgentCommand, head: Head, message: Inbound) {
        agentCommand = command
        self.head = head
        self.message = message
        claim = Claim(command)
        audience = .agent(command.tenant, command.agentId)
    }

    init(supervisor command: any SupervisorCommand, head: Head, message: Inbound) {
        agentCommand = nil
        self.head = head
        self.message = message
        claim = Claim(command)
        audience = .supervisor(command.tenant, command.supervisorId)
    }

    /// Nil if the command is about no conversation.
    var conversation: ConversationID? { claim.conversationId }

    func rejection(_ objection: Objection, at now: Instant) -> Rejection {
        Rejection(
            of: head, from: claim, to: audience, code: objection.code, because: objection.message, at: now)
    }
}
