import Contracts
import Domain
import Identifiers
import Worker

/// What comes through the door.
extension PresenceHandler {
    func knock(_ message: Inbound, in work: Work) throws {
        guard let (accepted, head) = try door.admit(message, in: work) else { return }
        switch accepted {
        case .agent(let command):
            let visit = Visit(agent: command, head: head, message: message)
            if let objection = try serve(visit, in: work) { try refuse(visit, objection, in: work) }
        case .supervisor(let command):
            let visit = Visit(supervisor: command, head: head, message: message)
            if forward(visit, in: work) { return }
            if let objection = try dismiss(command, visit, in: work) { try refuse(visit, objection, in: work) }
        case .session, .bot:
            // The door takes neither; it has answered already.
            return
        }
    }

    private static let notLoggedIn = Objection(.notLoggedIn, "You are not logged in; log in to a channel first.")

    private func serve(_ visit: Visit, in work: Work) throws -> Objection? {
        guard let command = visit.agentCommand, let tenant = directory.current.tenants[command.tenant] else {
            return nil
        }
        let key = AgentKey(tenant: command.tenant, agent: command.agentId)
        let cause = Cause(id: visit.head.id, type: visit.head.type.rawValue, sender: .agent(command.agentId))
        switch AgentIntent(command, cause: cause, timings: tenant.timings) {
        case .conversation(_, let needsLogin):
            if try needsLogin && !work.transaction().isLive(key) { return Self.notLoggedIn }
            return forward(visit, in: work) ? nil : Self.notLoggedIn
        case .presence(.heartbeat):
            return try heartbeat(of: key, visit, in: work)
        case .presence(let event):
            return try once(visit, by: key, in: work) {
                if let objection = tenant.objection(to: event, by: key.agent) { return objection }
                let objection = try apply(event, to: key, because: visit.message, in: work)
                if objection == nil { heartbeats.seen(key, in: visit.message.partition, at: work.now) }
                return objection
            }
        case .sync:
            return try once(visit, by: key, in: work) {
                try tell(.agent(key.agent, .syncRequested(cause)), of: key, because: visit.message, in: work)
                return nil
            }
        case nil:
            return Objection(.unknownType, "This version does not know the command.")
        }
    }

    /// A supervisor logs an agent out (rule 22): the desk does it, and says so to the agent's own partition.
    private func dismiss(_ command: any SupervisorCommand, _ visit: Visit, in work: Work) throws -> Objection? {
        guard let dismissal = command as? FromSupervisor.AgentLoggedOut else {
            return Objection(.unknownType, "This version does not know the command.")
        }
        guard directory.current.tenants[command.tenant]?.agents[dismissal.agentId] != nil else {
            return Objection(.unknownAgent, "agentId: \(dismissal.agentId) is not known")
        }
        // Agents' and supervisors' ids are distinct, so the sender's place among the agents is free for him.
        let sender = AgentKey(tenant: command.tenant, agent: AgentID(trusted: command.supervisorId.text))
        let agent = AgentKey(tenant: command.tenant, agent: dismissal.agentId)
        let cause = Cause(
            id: visit.head.id, type: visit.head.type.rawValue, sender: .supervisor(command.supervisorId))
        return try once(visit, by: sender, in: work) {
            try tell(
                .agent(agent.agent, .dismissed(cause, reason: dismissal.reason.value)), of: agent,
                because: visit.message, in: work)
            return nil
        }
    }

    /// Usually it only moves the last sign of life; one that ends a lost lease is a change like any other.
    private func heartbeat(of key: AgentKey, _ visit: Visit, in work: Work) throws -> Objection? {
        if try work.transaction().isLive(key) {
            heartbeats.renew(key, by: visit.head.id, in: visit.message.partition, at: work.now)
            return nil
        }
        return try once(visit, by: key, in: work) {
            let objection = try apply(.heartbeat, to: key, because: visit.message, in: work)
            if objection == nil { heartbeats.seen(key, in: visit.message.partition, at: work.now) }
            return objection
        }
    }

    /// Carries out a command unless it was carried out before. One that is refused may be judged anew.
    private func once(
        _ visit: Visit, by key: AgentKey, in work: Work, _ body: () throws -> Objection?
    ) throws -> Objection? {
        let transaction = try work.transaction()
        if try transaction.isDone(visit.head.id, of: key) { return nil }
        if let objection = try body() { return objection }
        try transaction.markDone(visit.head.id, of: key, at: work.now)
        return nil
    }

    /// - Returns: false if the command is about no conversation.
    private func forward(_ visit: Visit, in work: Work) -> Bool {
        guard let conversation = visit.conversation else { return false }
        var head = visit.head
        head.key = conversation.text
        work.send(head, visit.message.body, to: .conversation, key: head.key)
        return true
    }

    private func refuse(_ visit: Visit, _ objection: Objection, in work: Work) throws {
        try work.reject(visit.rejection(objection, at: work.now), trace: visit.head.trace)
    }
}
