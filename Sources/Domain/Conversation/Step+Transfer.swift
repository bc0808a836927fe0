import Identifiers

/// An agent hands his conversation to a queue or to another agent (rule 15). The target is checked first; until
/// somebody accepts, the conversation stays with its agent, and after a while it comes back to him.
extension Step {
    typealias Service = Conversation.Service

    mutating func transferRequested(
        by agent: AgentID, to destination: Conversation.Destination, note: String?, _ cause: Cause
    ) {
        switch state {
        case .inService(let service) where service.agent == agent:
            guard service.transfer == nil else {
                return reject(cause, .wrongState, "A transfer is already under way; cancel it first.")
            }
            transfer(service, to: destination, note: note, cause)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService:
            rejectForeign(cause)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    mutating func transferCancelled(by agent: AgentID, _ cause: Cause) {
        switch state {
        case .inService(let service) where service.agent == agent:
            guard service.transfer != nil else {
                return reject(cause, .wrongState, "No transfer is under way; it may have been answered already.")
            }
            endTransfer(of: service, .cancelled, .cancelled)
        case .withBot, .choosing, .formOffered, .waiting, .offered, .inService:
            rejectForeign(cause)
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    /// Asks the desk for a place on the way to somebody else, unless the directory or the calendar forbids it.
    mutating func transfer(
        _ service: Service, to destination: Conversation.Destination, note: String?, _ cause: Cause
    ) {
        if let unknown = unknown(destination) { return reject(cause, unknown.code, unknown.sentence) }
        if destination == .agent(service.agent) || destination == .queue(service.queue) && members(of: service) == 0 {
            return reject(cause, .wrongState, "The conversation is there already.")
        }
        let queue = queue(for: destination, from: service.queue)
        if let reason = objection(to: destination, queue: queue, cause) {
            publishTransfer(.init(from: service.agent, to: destination, outcome: .refused, reason: reason), queue)
            return refuseTransfer(to: destination, reason, queue, cause)
        }
        var service = service
        service.transfer = .init(to: destination, queue: queue, note: note, cause: cause, at: now, phase: .asked)
        become(.inService(service))
        setTimer(.transfer, after: timings.transfer, token: "\(now.milliseconds)")
        let until = now + timings.transfer + timings.exclusion
        askForPlace(
            in: queue, since: now, atHead: false, checks: [Check("transfer", destination.kind, detail: destination.id)],
            toAgent: destination.agent, notTo: .init(agent: service.agent, until: until))
    }

    /// Colleagues of the agent in his queue.
    private func members(of service: Service) -> Int {
        (tenant.members[service.queue] ?? []).count { $0 != service.agent }
    }

    /// Nil if the directory knows it.
    func unknown(_ destination: Conversation.Destination) -> (code: RejectionCode, sentence: String)? {
        switch destination {
        case .queue(let id) where tenant.queues[id] == nil: (.unknownQueue, "There is no queue \"\(id)\".")
        case .agent(let id) where tenant.agents[id] == nil: (.unknownAgent, "There is no agent \"\(id)\".")
        case .queue, .agent: nil
        }
    }

    /// The line in which it waits: for an agent the one it is in, if he is a member of it.
    func queue(for destination: Conversation.Destination, from current: QueueID?) -> QueueID {
        switch destination {
        case .queue(let id):
            return id
        case .agent(let id):
            let queues = tenant.agents[id]?.queues ?? []
            return current.flatMap { queues.contains($0) ? $0 : nil } ?? queues.first ?? current ?? Self.nowhere
        }
    }

    /// The line of an agent who is a member of no queue: the directory has none of this name.
    private static let nowhere = QueueID(trusted: "-")

    /// What the directory and the calendar say against an agent's transfer; a supervisor is bound by neither.
    private func objection(
        to destination: Conversation.Destination, queue: QueueID, _ cause: Cause
    ) -> TransferReason? {
        if case .supervisor = cause.sender { return tenant.queues[queue] == nil ? .notAMember : nil }
        switch destination {
        case .queue:
            return obstacle(to: .init(queue: queue)).map { TransferReason($0.reason, to: destination) }
        case .agent(let id):
            let profile = tenant.agents[id]
            let isMember =
                profile?.channels.contains(conversation.identity.channel) == true
                && profile?.queues.contains(self.queue ?? queue) == true
            return isMember ? nil : .notAMember
        }
    }

    private mutating func refuseTransfer(
        to destination: Conversation.Destination, _ reason: TransferReason, _ queue: QueueID, _ cause: Cause
    ) {
        let code: RejectionCode =
            switch reason {
            case .notAMember: .notAMember
            case .notLoggedIn: .notLoggedIn
            case .declined, .expired, .timeout, .cancelled, .ended, .requeued, .outOfHours, .holiday,
                .noAgentLoggedIn, .queueFull:
                .unavailable
            }
        var details = ["reason": reason.rawValue]
        if case .closed(_, let opening?) = tenant.hours(of: queue, on: conversation.identity.channel, at: now) {
            details["nextOpenAt"] = opening.rfc3339
        }
        reject(cause, code, "The transfer to \(destination.id) is not possible: \(reason.rawValue).", details: details)
    }

    /// The desk has no place for it: the agent who asked is told why, and keeps the conversation.
    mutating func transferRefusedByDesk(_ service: Service, _ reason: RefusalReason) {
        guard let transfer = service.transfer else { return }
        let why = TransferReason(reason, to: transfer.to)
        guard transfer.phase == .asked else { return _ = endTransfer(of: service, .returned, why) }
        endTransfer(of: service, .refused, why)
        refuseTransfer(to: transfer.to, why, transfer.queue, transfer.cause)
    }

    /// To the agents concerned: who hands it over, and whom it is for or who was asked. Of what was refused at once
    /// nobody else hears.
    mutating func publishTransfer(
        _ transferred: ConversationEvent.Transferred, _ queue: QueueID, formerQueue: QueueID? = nil,
        also other: AgentID? = nil
    ) {
        let target = transferred.to.agent.flatMap { tenant.agents[$0] == nil ? nil : $0 } ?? other
        let others = transferred.outcome == .refused ? [] : [target].compactMap(\.self)
        let agents = [transferred.from] + others
        publish(.transferred(transferred), to: .init(agents: agents, queue: queue, formerQueue: formerQueue))
    }
}

extension Conversation.Destination {
    /// The agent it is for; nil for a queue.
    public var agent: AgentID? {
        if case .agent(let id) = self { id } else { nil }
    }

    /// The queue it is for; nil for an agent.
    public var queue: QueueID? {
        if case .queue(let id) = self { id } else { nil }
    }

    var kind: String { agent == nil ? "queue" : "agent" }

    var id: String {
        switch self {
        case .queue(let id): id.text
        case .agent(let id): id.text
        }
    }
}
