import Domain
import Identifiers

/// What must hold, whatever happens: looked at after every commit. The rest is looked at when the house is quiet
/// (``Agreement``) and when everything is over (``Closing``).
struct Ledger {
    private(set) var complaints: [String] = []
    /// Every command people sent, in the order of sending.
    private(set) var sent: [SentCommand] = []
    private(set) var refusedForGood: Set<String> = []
    /// Commands of which it is known what became of them.
    private(set) var settled: Set<String> = []
    private var applied: Set<CommandKey> = []
    private var appliedIDs: Set<String> = []
    private var seqs: [ConversationID: Int] = [:]
    private var wins: Set<OfferID> = []
    private var versions: [AgentID: Int] = [:]

    mutating func complain(_ sentence: String) {
        if complaints.count < 20 { complaints.append(sentence) }
    }

    /// Whether the rules of a conversation took it.
    func applies(_ command: String) -> Bool { appliedIDs.contains(command) && !refusedForGood.contains(command) }

    mutating func noteSent(_ command: SentCommand) { sent.append(command) }

    mutating func note(_ draft: Draft) {
        let account = draft.account
        for complaint in account.complaints { complain(complaint) }
        for (refusal, whom) in account.refusals {
            settled.insert(refusal.cause.id)
            if whom == .conversation { refusedForGood.insert(refusal.cause.id) }
        }
        for cause in account.carriedOut { settled.insert(cause.id) }
        for command in account.applied {
            settled.insert(command.id)
            appliedIDs.insert(command.id)
            if !applied.insert(command).inserted { complain("command \(command.id) was applied twice") }
        }
        for (id, event) in account.published { note(event, of: id) }
        for state in account.shown { note(state) }
        if account.isDeskTouched { checkCapacity(draft.shelf.desk) }
    }

    private mutating func note(_ event: ConversationEvent, of id: ConversationID) {
        let last = seqs[id] ?? 0
        if event.seq != last + 1 { complain("\(id) published seq \(event.seq) after \(last)") }
        seqs[id] = event.seq
        if case .accepted(_, _, let offer) = event.content, !wins.insert(offer).inserted {
            complain("\(id) offer \(offer) was accepted twice")
        }
    }

    /// Screens sort by the version, so it may only grow.
    private mutating func note(_ state: Desk.AgentState) {
        if state.version <= versions[state.agent] ?? 0 {
            complain("\(state.agent) was shown version \(state.version) after \(versions[state.agent] ?? 0)")
        }
        versions[state.agent] = state.version
    }

    private mutating func checkCapacity(_ desk: Desk) {
        for agent in desk.agents.values where agent.load > Company.capacity(of: agent.id) {
            complain("\(agent.id) holds \(agent.load) of \(Company.capacity(of: agent.id))")
        }
    }
}

/// A command as its sender remembers it.
struct SentCommand {
    let id: String
    let conversation: ConversationID?
    let kind: Kind

    enum Kind {
        case customerLine
        case agentLine
        case botLine
        case accept(OfferID)
        case save
        /// Its effect is looked at by other rules.
        case other
    }
}
