import Contracts
import Domain
import Identifiers
import Storage
import Worker

/// The desk stream: one message, one tenant's desk, one step.
final class DeskHandler {
    private let shelf: DeskShelf
    private let directory: DirectorySource

    init(directory: DirectorySource) {
        self.directory = directory
        shelf = DeskShelf(journal: InputJournal(directory: directory))
    }

    func forgetAll() { shelf.forgetAll() }

    func rollBack(_ message: Inbound) { shelf.forget(TenantID(trusted: message.head.key)) }

    func handle(_ message: Inbound, in work: Work) throws {
        guard let event = try Self.event(of: message) else { return }
        let id = TenantID(trusted: message.head.key)
        guard let tenant = directory.current.tenants[id] else { throw RemovedTenant(tenant: id) }
        let actions = try shelf.apply(event, to: tenant, at: work.now, in: work.transaction())
        let outlet = Outlet(work: work, trace: message.head.trace)
        for action in actions { try carryOut(action, tenant, outlet) }
    }

    private static func event(of message: Inbound) throws -> Desk.Event? {
        if let timer = message.timer { return Desk.Timer(name: timer.kind).map(Desk.Event.timer) }
        guard message.head.type.rawValue == InternalType.deskEvent else {
            throw CommandTranslation.UnknownType(type: message.head.type)
        }
        return try InternalBody.decode(Desk.Event.self, from: message.body)
    }

    private func carryOut(_ action: Desk.Action, _ tenant: Tenant, _ outlet: Outlet) throws {
        switch action {
        case .conversation(let id, let answer):
            try outlet.tellConversation(answer, id, tenant: tenant.id)
        case .loggedOut(let agent, let channels, let login):
            try outlet.tellPresence(
                .loggedOut(tenant.id, agent, channels, loggedInAt: login), agent: agent, tenant: tenant.id)
        case .agentState(let state, let dismissal):
            try publish(state, dismissal, tenant, outlet)
        case .figures(let queue, let figures, let isNewlyUnattended):
            try publish(figures, of: queue, isNewlyUnattended, tenant, outlet)
        case .snapshot(let state, let cards, let conversations, let cause):
            let transaction = try outlet.work.transaction()
            let cards = try cards.compactMap { try ConversationShelf.read($0, in: transaction) }
            let conversations = try conversations.compactMap { try ConversationShelf.read($0, in: transaction) }
            let snapshot = AgentTranslation(tenant: tenant, state: state).snapshot(
                cards: cards, conversations: conversations, at: outlet.work.now)
            try outlet.publish(
                snapshot, id: UniqueID.derived(from: "snapshot", tenant.id.text, state.agent.text, cause.id),
                correlation: cause.id, to: [.agent(tenant.id, state.agent)])
        case .reject(let rejection):
            try outlet.reject(rejection, tenant: tenant.id, channel: nil, conversation: nil)
        case .setTimer(let timer, let due):
            try outlet.work.setTimer(timer.name, key: tenant.id.text, at: due, token: "")
        case .cancelTimer(let timer):
            try outlet.work.cancelTimer(timer.name, key: tenant.id.text)
        }
    }

    /// Figures are of the moment: the id is of the queue and the time, so that a repeat is the same message.
    private func publish(
        _ figures: Desk.Figures, of queue: QueueID, _ isNewlyUnattended: Bool, _ tenant: Tenant, _ outlet: Outlet
    ) throws {
        let now = outlet.work.now
        let board = Wallboard(tenant: tenant, queue: queue, figures: figures, now: now)
        let moment = "\(now.milliseconds)"
        try outlet.publish(
            board.figuresChanged, id: UniqueID.derived(from: "figures", tenant.id.text, queue.text, moment),
            correlation: nil, to: [.queue(tenant.id, queue)])
        guard isNewlyUnattended else { return }
        try outlet.publish(
            board.unattended, id: UniqueID.derived(from: "unattended", tenant.id.text, queue.text, moment),
            correlation: nil, to: [.queue(tenant.id, queue)])
    }

    private func publish(
        _ state: Desk.AgentState, _ dismissal: Desk.Dismissal?, _ tenant: Tenant, _ outlet: Outlet
    ) throws {
        let translation = AgentTranslation(tenant: tenant, state: state)
        try outlet.publish(
            translation.changed(by: dismissal, at: outlet.work.now),
            id: UniqueID.derived(from: "agent state", tenant.id.text, state.agent.text, "\(state.version)"),
            correlation: nil, to: translation.audiences)
    }
}

extension Desk.Timer {
    /// The name under which a timer is kept. Ids have no colon.
    var name: String {
        switch self {
        case .exclusion(let conversation, let agent): "exclusion:\(conversation):\(agent)"
        case .reservation(let conversation, let offer): "reservation:\(conversation):\(offer)"
        case .nobody(let queue): "nobody:\(queue)"
        case .positions(let queue): "positions:\(queue)"
        case .figures(let queue): "figures:\(queue)"
        }
    }

    init?(name: String) {
        let parts = name.split(separator: ":").map(String.init)
        switch (parts.first, parts.count) {
        case ("exclusion", 3): self = .exclusion(ConversationID(trusted: parts[1]), AgentID(trusted: parts[2]))
        case ("reservation", 3): self = .reservation(ConversationID(trusted: parts[1]), OfferID(trusted: parts[2]))
        case ("nobody", 2): self = .nobody(QueueID(trusted: parts[1]))
        case ("positions", 2): self = .positions(QueueID(trusted: parts[1]))
        case ("figures", 2): self = .figures(QueueID(trusted: parts[1]))
        default: return nil
        }
    }
}
