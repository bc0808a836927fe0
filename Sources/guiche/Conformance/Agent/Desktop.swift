import Contracts
import Domain
import Identifiers

/// The front end under test as its messages show it: login and lease, cards, the conversation in service. Pure.
struct Desktop: Sendable {
    enum Card: Hashable, Sendable {
        case open
        case declined
        case accepted
        /// Withdrawn by Guichê, since then.
        case void(since: Instant)
    }

    enum Service: Hashable, Sendable {
        case none
        case talking(ConversationID)
        case wrapUp(ConversationID)
    }

    /// How long a click may be under way when its card goes.
    static let underWay: Duration = .milliseconds(500)

    private(set) var isLoggedIn = false
    private(set) var leaseEnds: Instant?
    private var lease: Duration = Timings().lease
    private var cards: [OfferID: (card: Card, conversation: ConversationID)] = [:]
    var service = Service.none
    /// The revision of the record.
    var revision = 1

    /// How many conversations hold capacity.
    var active: Int { state == nil ? 0 : 1 }

    /// What the conversation in service is for the agent.
    var state: ServiceState? {
        switch service {
        case .none: nil
        case .talking: .inService
        case .wrapUp: .wrapUp
        }
    }

    func status(isPaused: Bool) -> AgentStatus {
        guard isLoggedIn else { return .offline }
        if isPaused { return .paused }
        return state == nil ? .available : .inService
    }

    typealias Fault = (requirement: Requirement, got: String)

    mutating func offer(_ id: OfferID, of conversation: ConversationID) { cards[id] = (.open, conversation) }

    mutating func withdraw(_ id: OfferID, at now: Instant) { cards[id]?.card = .void(since: now) }

    func card(_ id: OfferID) -> Card? { cards[id]?.card }

    /// Takes what the front end published; the finding if it may not publish it now.
    mutating func hear(_ command: any AgentCommand, at now: Instant) -> Fault? {
        if let fault = renew(command, at: now) { return fault }
        switch command {
        case let accept as FromAgent.CardAccepted:
            return click(accept.offerId, accept.conversationId, .accepted, .acceptsOnce, at: now)
        case let decline as FromAgent.CardDeclined:
            return click(decline.offerId, decline.conversationId, .declined, .declines, at: now)
        case let save as FromAgent.ProtocolSaved: return fault(of: save)
        case let about as any AgentCommand & ConversationCommand: return fault(of: about)
        default: return nil
        }
    }

    /// What is left of the lease at `now`, if it ran out.
    mutating func overdue(at now: Instant) -> Fault? {
        guard isLoggedIn, let leaseEnds, now > leaseEnds else { return nil }
        self.leaseEnds = nil
        return (
            .heartbeats,
            "the lease of \(lease.components.seconds) s ran out: no agent.heartbeat.v1 came in this time"
        )
    }

    private mutating func renew(_ command: any AgentCommand, at now: Instant) -> Fault? {
        let late = overdue(at: now)
        switch command {
        case let login as FromAgent.ChannelLogin:
            isLoggedIn = true
            lease = login.leaseSeconds.map { .seconds($0.value) } ?? Timings().lease
            leaseEnds = now + lease
        case is FromAgent.ChannelLogout:
            isLoggedIn = false
            leaseEnds = nil
        case is FromAgent.Heartbeat where isLoggedIn: leaseEnds = now + lease
        case is FromAgent.SyncRequested: break
        default: if !isLoggedIn { return (.loginFirst, "it came before agent.channel.login.v1") }
        }
        return late
    }

    private mutating func click(
        _ id: OfferID, _ conversation: ConversationID, _ done: Card, _ requirement: Requirement, at now: Instant
    ) -> Fault? {
        guard let known = cards[id] else { return (requirement, "there was no card with the offerId \(id)") }
        guard known.conversation == conversation else {
            return (requirement, "the card \(id) is of the conversation \(known.conversation), not \(conversation)")
        }
        switch known.card {
        case .open:
            cards[id]?.card = done
            return nil
        case .accepted, .declined:
            return (requirement, "the card \(id) was answered before: this is a second answer under another message-id")
        case .void(let since):
            return now - since < Self.underWay
                ? nil : (.forgetsVoidCards, "the card \(id) had been withdrawn \((now - since).milliseconds) ms before")
        }
    }

    private func fault(of save: FromAgent.ProtocolSaved) -> Fault? {
        switch service {
        case .talking(save.conversationId), .wrapUp(save.conversationId):
            save.revision.value == revision
                ? nil : (.saves, "it names the revision \(save.revision.value), and the last one told was \(revision)")
        case .none, .talking, .wrapUp: (.ownConversations, "the agent does not serve \(save.conversationId)")
        }
    }

    private func fault(of command: any ConversationCommand) -> Fault? {
        switch service {
        case .talking(command.conversationId): nil
        case .wrapUp(command.conversationId): (.ownConversations, "the conversation was finished before")
        case .none, .talking, .wrapUp: (.ownConversations, "the agent does not serve \(command.conversationId)")
        }
    }
}
