import Contracts
import Domain
import Identifiers

extension Customer {
    /// A customer as the record holds it: fields to which agents may add others.
    var members: JSONObject {
        let fields = ["externalId": externalId, "name": name, "email": email, "phone": phone, "document": document]
        return fields.compactMapValues { $0.map(JSONValue.string) }
    }
}

extension RecordRow {
    /// For the agent who accepted.
    func opened(_ lines: LastLines, at now: Instant) -> Event.ProtocolOpened {
        Event.ProtocolOpened(
            tenant: identity.tenant, conversationId: identity.id, at: now, protocol: identity.protocolNumber,
            agentId: standing.agent.map(AgentID.init(trusted:)), revision: record.revision,
            customer: record.customer, service: record.service, transcript: lines.lines,
            truncated: lines.lines.count < reach.line)
    }

    /// For the agent who saved.
    func revised(final: Bool, at now: Instant) -> Event.ProtocolRevised {
        Event.ProtocolRevised(
            tenant: identity.tenant, conversationId: identity.id, at: now, protocol: identity.protocolNumber,
            revision: record.revision, final: final, customer: record.customer,
            service: record.service)
    }

    var item: Answer.ProtocolItem {
        Answer.ProtocolItem(
            protocol: identity.protocolNumber, conversationId: identity.id, state: record.state,
            openedAt: identity.openedAt, closedAt: standing.closedAt, channelId: identity.channel,
            queueId: standing.queue.map(QueueID.init(trusted:)), agentId: standing.agent.map(AgentID.init(trusted:)),
            customer: record.customer)
    }

    var document: Answer.ProtocolRecord {
        Answer.ProtocolRecord(
            protocol: identity.protocolNumber, conversationId: identity.id, state: record.state,
            revision: record.revision, customer: record.customer, service: record.service,
            dueAt: standing.dueAt, channelId: identity.channel, sessionId: identity.session,
            queueId: standing.queue.map(QueueID.init(trusted:)),
            subjectId: standing.subject.map(SubjectID.init(trusted:)),
            agentId: standing.agent.map(AgentID.init(trusted:)), openedAt: identity.openedAt,
            finishedAt: standing.finishedAt, closedAt: standing.closedAt,
            outcome: standing.outcome.flatMap(Outcome.init(rawValue:)), previousProtocol: standing.previousProtocol,
            erasedAt: erasedAt)
    }
}
