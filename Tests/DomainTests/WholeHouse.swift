import Domain
import Identifiers

/// A desk and its conversations with ordered, delayed messages between them: what the router does, without the router.
/// Streams to one receiver keep their order, as the broker's partitions do; everything else may interleave.
struct WholeHouse {
    let tenant: Tenant
    var desk: Desk
    var conversations: [ConversationID: Conversation] = [:]
    var now = Instant(milliseconds: 1_000_000)
    var random: SplitMix
    private var toDesk: [Desk.Event] = []
    private var toConversation: [ConversationID: [Conversation.Event]] = [:]
    private var deskTimers: [Desk.Timer: Instant] = [:]
    private var timers: [ConversationID: [Conversation.Timer: (due: Instant, token: String)]] = [:]
    private var sent = 0
    var complaints: [String] = []
    private var acceptedOffers: [OfferID: Int] = [:]

    init(seed: UInt64, agents: Int, capacity: Int) {
        let site = ChannelID(trusted: "site")
        let queues = ["q1", "q2"].map { ServiceQueue(id: QueueID(trusted: $0), name: $0, maxWaiting: 30) }
        let subjects = queues.map { Subject(id: SubjectID(trusted: $0.id.text), label: $0.name, queue: $0.id) }
        tenant = Tenant(
            id: TenantID(trusted: "t"), name: "T",
            channels: [Channel(id: site, name: "Site", subjects: subjects)], queues: queues,
            agents: (1...agents).map { number in
                AgentProfile(
                    id: AgentID(trusted: "a\(number)"), name: "A\(number)", channels: [site],
                    queues: number % 2 == 0 ? queues.map(\.id) : [queues[0].id], capacity: capacity)
            })
        desk = Desk(tenant: tenant.id)
        random = SplitMix(state: seed)
    }

    var isQuiet: Bool { toDesk.isEmpty && toConversation.values.allSatisfy(\.isEmpty) }

    mutating func cause(_ sender: CommandSender) -> Cause {
        sent += 1
        return Cause(id: "m\(sent)", type: "t", sender: sender)
    }

    mutating func open() {
        sent += 1
        let id = ConversationID(trusted: "c\(sent)")
        let identity = Conversation.Identity(
            id: id, tenant: tenant.id, channel: ChannelID(trusted: "site"), session: SessionID(trusted: "s\(sent)"),
            protocolNumber: "\(sent)", openedAt: now)
        let (conversation, actions) = Conversation.open(identity, start: .init(), tenant: tenant)
        conversations[id] = conversation
        carryOut(actions, of: id)
    }

    mutating func send(_ event: Conversation.Event, to id: ConversationID) {
        toConversation[id, default: []].append(event)
    }

    mutating func send(_ event: Desk.Event) { toDesk.append(event) }

    /// Delivers one waiting message, chosen by chance among the streams that have one.
    mutating func deliver() {
        let waiting = toConversation.filter { !$0.value.isEmpty }.keys.sorted()
        let choices = waiting.count + (toDesk.isEmpty ? 0 : 1)
        guard choices > 0 else { return }
        let choice = random.below(choices)
        if choice == waiting.count {
            handleAtDesk(toDesk.removeFirst())
        } else {
            guard let event = toConversation[waiting[choice]]?.removeFirst() else { return }
            handle(event, waiting[choice])
        }
    }

    private mutating func handle(_ event: Conversation.Event, _ id: ConversationID) {
        guard var conversation = conversations[id] else { return }
        let actions = conversation.apply(event, tenant: tenant, at: now)
        conversations[id] = conversation
        if case .accepted(_, let offer, _) = event, actions.contains(where: { $0.publishedName == "accepted" }) {
            acceptedOffers[offer, default: 0] += 1
            if acceptedOffers[offer] != 1 { complaints.append("two accepts won offer \(offer)") }
        }
        carryOut(actions, of: id)
    }

    private mutating func carryOut(_ actions: [Conversation.Action], of id: ConversationID) {
        for action in actions {
            switch action {
            case .desk(let event): toDesk.append(event)
            case .setTimer(let timer, let due, let token): timers[id, default: [:]][timer] = (due, token)
            case .cancelTimer(let timer): timers[id]?[timer] = nil
            case .book(.save(let change, _, _)): send(.book(.saved(final: change.final)), to: id)
            case .publish, .bot, .book, .reject: break
            }
        }
    }

    private mutating func handleAtDesk(_ event: Desk.Event) {
        for action in desk.apply(event, tenant: tenant, at: now) {
            switch action {
            case .conversation(let id, let answer): send(.desk(answer), to: id)
            case .setTimer(let timer, let due): deskTimers[timer] = due
            case .cancelTimer(let timer): deskTimers[timer] = nil
            case .loggedOut, .dismissed, .agentState, .figures, .snapshot, .reject: break
            }
        }
        for (id, agent) in desk.agents {
            let capacity = tenant.agents[id]?.capacity ?? 0
            if agent.load > capacity { complaints.append("\(id) holds \(agent.load) of \(capacity)") }
        }
    }

    /// Moves the clock and puts due timers into their streams.
    mutating func pass(_ duration: Duration) {
        now = now + duration
        for (timer, due) in deskTimers.sorted(by: { $0.value < $1.value }) where due <= now {
            deskTimers[timer] = nil
            toDesk.append(.timer(timer))
        }
        for id in timers.keys.sorted() {
            for (timer, entry) in timers[id] ?? [:] where entry.due <= now {
                timers[id]?[timer] = nil
                send(.timer(timer, token: entry.token), to: id)
            }
        }
    }

    var hasTimers: Bool { !deskTimers.isEmpty || timers.values.contains { !$0.isEmpty } }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
