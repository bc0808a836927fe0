import Domain
import Identifiers

/// One session from its start to its final state, as the load sees it.
///
/// ```
/// coming ──> choosing ──> waiting ──> offered ──> inService ──> wrapUp ──> closed
///    │           ^           ^           │                                  ^
///    └─> withBot ┴───────────┘<──────────┘ (the card ran out)     refused ──┘
/// ```
struct Visit: Sendable {
    typealias Moment = ContinuousClock.Instant

    enum Phase: Int, CaseIterable, Sendable {
        case coming, choosing, withBot, waiting, offered, inService, wrapUp, closed
    }

    /// The lines of one voice on the sending side.
    struct Said: Sendable {
        var count = 0
        var acknowledged = 0
        /// The intended times of those whose copy on the other side is awaited.
        var due = Ring<Moment>()
        /// The numbers that had to be sent again: they may come late.
        var excused: Set<Int> = []
    }

    let place: Place
    let part: Part
    /// When it was to come.
    let dueAt: Moment
    private(set) var phase = Phase.coming
    /// The `seq` that led to this phase: what the other side shows later does not lead back.
    private(set) var phaseSeq = 0
    var protocolNumber: String?
    var customer = Said()
    var agent = Said()
    var bot = Said()
    var customerView: View
    var agentView: View
    /// Lines in service so far, of both.
    var spoken = 0
    /// Lines there will be in service; ends early when the load ends.
    var lines: Int
    var server: AgentID?
    var liveOffer: OfferID?
    var acceptedSeenBy: (customer: Bool, agent: Bool) = (false, false)
    var acceptedAt: Moment?
    var revision: Int?
    var savedAt: Moment?
    var isRevised = false
    var outcome: String?
    var agentSawClosed = false
    /// The bot's last turn: a repeat of it is not answered again.
    var turn: TurnID?
    var isHandedOver = false

    init(_ place: Place, _ part: Part, dueAt: Moment, isWitnessed: Bool) {
        self.place = place
        self.part = part
        self.dueAt = dueAt
        lines = part.lines
        customerView = View(of: place.session, by: .customer, isWitness: isWitnessed)
        agentView = View(of: place.session, by: .agent)
    }

    /// Goes on to a phase unless something later was shown already.
    mutating func become(_ phase: Phase, seq: Int) {
        guard seq >= phaseSeq else { return }
        self.phase = phase
        phaseSeq = seq
    }

    /// Changes one voice in place: a getter and a setter would copy its times.
    mutating func with<Result>(_ voice: Voice, _ body: (inout Said) -> Result) -> Result {
        switch voice {
        case .customer: body(&customer)
        case .agent: body(&agent)
        case .bot: body(&bot)
        }
    }
}

extension Visit {
    /// Both sides saw the acceptance and the agent has the record before him.
    var isTalking: Bool {
        phase == .inService && acceptedSeenBy.customer && acceptedSeenBy.agent && revision != nil
    }

    /// Whether the next ticket may be this session's.
    var maySpeak: Bool {
        switch phase {
        case .inService: isTalking && spoken < lines
        case .withBot: !isHandedOver && isAnswered && customer.count < part.botLines
        case .coming, .choosing, .waiting, .offered, .wrapUp, .closed: false
        }
    }

    /// The customer has seen the bot's greeting and an answer to each of his lines.
    var isAnswered: Bool { customerView.passed(.bot) > customer.count }

    /// Everything that was said was shown to everybody.
    var isHeard: Bool {
        customerView.passed(.customer) == customer.count && customerView.passed(.agent) == agent.count
            && customerView.passed(.bot) == bot.count && agentView.passed(.customer) == customer.count
            && agentView.passed(.agent) == agent.count
    }

    var mayFinish: Bool { isTalking && spoken >= lines && isHeard }

    /// Nothing more is to come of it.
    var isOver: Bool { outcome != nil && (server == nil || savedAt == nil || (isRevised && agentSawClosed)) }
}

// Saying something.
extension Visit {
    /// The next line of whoever has the word.
    mutating func speak(due: Moment) -> Act? {
        switch phase {
        case .withBot: return say(due)
        case .inService:
            defer { spoken += 1 }
            guard let server, part.speaker(of: spoken) == .agent else { return say(due) }
            let line = name(.agent, due)
            return .answer(place, server, line, part.text(of: .agent, line.number))
        case .coming, .choosing, .waiting, .offered, .wrapUp, .closed: return nil
        }
    }

    private mutating func say(_ due: Moment) -> Act {
        let line = name(.customer, due)
        return .say(place, line, part.text(of: .customer, line.number))
    }

    /// The bot's answer to a turn.
    mutating func reply(_ bot: BotID, _ turn: TurnID, at now: Moment) -> Act {
        let line = name(.bot, now)
        return .reply(place, bot, turn, line, part.text(of: .bot, line.number))
    }

    private mutating func name(_ voice: Voice, _ due: Moment) -> LineName {
        let number = with(voice) { said in
            defer { said.count += 1 }
            said.due.append(due)
            return said.count
        }
        return LineName(visit: place.number, voice: voice, number: number)
    }
}
