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
    let conversation: ConversationID?
    private let tenant: TenantID
    private let agent: AgentID?
    private let supervisor: SupervisorID?

    init(agent command: any AgentCommand, head: Head, message: Inbound) {
        agentCommand = command
        self.head = head
        self.message = message
        conversation = (command as? any ConversationCommand)?.conversationId
        tenant = command.tenant
        agent = command.agentId
        supervisor = nil
    }

    init(supervisor command: any SupervisorCommand, head: Head, message: Inbound) {
        agentCommand = nil
        self.head = head
        self.message = message
        conversation = (command as? any ConversationCommand)?.conversationId
        tenant = command.tenant
        agent = nil
        supervisor = command.supervisorId
    }

    private var audience: Audience {
        if let supervisor {
            .supervisor(tenant, supervisor)
        } else {
            .agent(tenant, agent ?? AgentID(trusted: head.key))
        }
    }

    func rejection(_ objection: Objection, at now: Instant) -> Rejection {
        Rejection(
            recipient: .audience(audience),
            event: Event.CommandRejected(
                tenant: tenant, at: now, commandId: head.id, commandType: head.type.rawValue, code: objection.code,
                message: objection.message, agentId: agent, supervisorId: supervisor, conversationId: conversation),
            messageId: Rejection.messageId(
                tenant: tenant, sender: audience.name, commandId: head.id, code: objection.code))
    }
}
