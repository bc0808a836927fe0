import Contracts
import Domain
import Identifiers
import Storage
import Worker

/// Hands every message to the rules (``Domain/Presence``) and carries out what they want.
///
/// The lease timers live in the agent's own partition of the door, behind the same owner as his heartbeats.
final class PresenceHandler: Handler {
    let directory: DirectorySource
    let door: Door
    var heartbeats = Heartbeats()

    init(_ context: WorkerContext) throws {
        directory = try context.requireDirectory()
        door = try Door(.agents, context)
    }

    func take(_ stream: Contracts.Stream, _ partition: Int, in work: Work) throws {
        if stream == .agents { heartbeats.take(partition, at: work.now) }
    }

    func lose(_ stream: Contracts.Stream, _ partition: Int) {
        if stream == .agents { heartbeats.lose(partition) }
    }

    func handle(_ message: Inbound, in work: Work) throws {
        if let timer = message.timer {
            try fired(timer, message, in: work)
        } else if message.stream == .presence {
            try noted(message, in: work)
        } else {
            try knock(message, in: work)
        }
    }

    /// The desk's answer. It changes rows only, which both streams' owners read anew each time.
    private func noted(_ message: Inbound, in work: Work) throws {
        switch try InternalBody.decode(PresenceNote.self, from: message.body) {
        case .loggedOut(let tenant, let agent, let channels, let login):
            let key = AgentKey(tenant: tenant, agent: agent)
            _ = try apply(.loggedOut(channels, loggedInAt: login), to: key, because: message, in: work)
        }
    }

    private func fired(_ timer: FiredTimer, _ message: Inbound, in work: Work) throws {
        guard let key = AgentKey(text: message.head.key), let kind = Presence.Timer(rawValue: timer.kind) else {
            return
        }
        let lastSign = heartbeats.lastSign(of: key, in: message.partition, or: work.now)
        let event: Presence.Event =
            switch kind {
            case .lease: .leaseTimer(due: timer.due, renewedAt: lastSign)
            case .return: .returnTimer(renewedAt: lastSign)
            }
        _ = try apply(event, to: key, because: message, in: work)
    }

    /// - Returns: why the rules refused it, if they did; then nothing has changed.
    func apply(
        _ event: Presence.Event, to key: AgentKey, because message: Inbound, in work: Work
    ) throws -> Objection? {
        let transaction = try work.transaction()
        let before = try transaction.presence(key)
        var presence = before
        let timings = directory.current.tenants[key.tenant]?.timings ?? Timings()
        let actions = presence.apply(event, timings: timings, at: work.now)
        if presence != before { try transaction.save(presence, of: key) }
        for action in actions {
            switch action {
            case .desk(let note): try tell(.agent(key.agent, note), of: key, because: message, in: work)
            case .setTimer(let kind, let due): try work.setTimer(kind.rawValue, key: key.text, at: due, token: "")
            case .refuse(let code, let sentence): return Objection(code, sentence)
            }
        }
        return nil
    }

    /// Tells the tenant's desk.
    func tell(_ event: Desk.Event, of key: AgentKey, because message: Inbound, in work: Work) throws {
        let head = Head(
            type: MessageType(InternalType.deskEvent), id: message.head.id, tenant: key.tenant, key: key.tenant.text,
            sender: Contracts.Sender(kind: .agent, id: key.agent.text), at: message.head.at, trace: message.head.trace)
        work.send(head, try InternalBody.encode(event), to: .desk, key: key.tenant.text)
    }
}
