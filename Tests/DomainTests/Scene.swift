import Domain
import Identifiers

/// A small company and one conversation in it, for tests that read as transcripts.
struct Scene {
    static let acme = Tenant(
        id: TenantID(trusted: "acme"), name: "Acme", calendars: [closed], forms: [contact],
        channels: [
            Channel(
                id: ChannelID(trusted: "site"), name: "Site",
                subjects: [Subject(id: SubjectID(trusted: "boleto"), label: "2ª via", queue: QueueID(trusted: "fin"))]),
            Channel(id: ChannelID(trusted: "empty"), name: "Vazio"),
            Channel(
                id: ChannelID(trusted: "robot"), name: "Com bot", bot: BotID(trusted: "menu"),
                defaultQueue: QueueID(trusted: "fin"),
                subjects: [Subject(id: SubjectID(trusted: "boleto"), label: "2ª via", queue: QueueID(trusted: "fin"))]),
            Channel(
                id: ChannelID(trusted: "robot2"), name: "Com bot, dois assuntos", bot: BotID(trusted: "menu"),
                subjects: [
                    Subject(id: SubjectID(trusted: "boleto"), label: "2ª via", queue: QueueID(trusted: "fin")),
                    Subject(id: SubjectID(trusted: "noite"), label: "Noite", queue: QueueID(trusted: "noite")),
                ]),
            Channel(
                id: ChannelID(trusted: "night"), name: "Noite",
                subjects: [
                    Subject(id: SubjectID(trusted: "noite"), label: "Noite", queue: QueueID(trusted: "noite")),
                    Subject(id: SubjectID(trusted: "papel"), label: "Com formulário", queue: QueueID(trusted: "papel")),
                    Subject(id: SubjectID(trusted: "boleto"), label: "2ª via", queue: QueueID(trusted: "fin")),
                ]),
        ],
        queues: [
            ServiceQueue(id: QueueID(trusted: "fin"), name: "Financeiro"),
            ServiceQueue(id: QueueID(trusted: "sup"), name: "Suporte"),
            ServiceQueue(id: QueueID(trusted: "noite"), name: "Noite", calendar: closed.id),
            ServiceQueue(id: QueueID(trusted: "papel"), name: "Papel", calendar: closed.id, form: contact.id),
        ],
        agents: [
            AgentProfile(
                id: AgentID(trusted: "ana"), name: "Ana Souza", channels: [ChannelID(trusted: "site")],
                queues: [QueueID(trusted: "fin")], capacity: 2),
            AgentProfile(
                id: AgentID(trusted: "bruno"), name: "Bruno Lima", channels: [ChannelID(trusted: "site")],
                queues: [QueueID(trusted: "fin")], capacity: 2),
            AgentProfile(
                id: AgentID(trusted: "carla"), name: "Carla Reis", channels: [ChannelID(trusted: "site")],
                queues: [QueueID(trusted: "sup")], capacity: 2),
        ],
        bots: [Bot(id: BotID(trusted: "menu"))])

    /// Opens on 1 March only; everything here is played in January.
    static let closed = Calendar(
        id: CalendarID(trusted: "fechado"), week: [], years: [.init(month: 3, day: 1): [.init(start: 480, end: 1_080)]])
    /// 1970-03-01, 08:00 in UTC.
    static let reopening = Instant(milliseconds: (59 * 86_400 + 28_800) * 1_000)

    static let contact = Form(
        id: FormID(trusted: "contato"), title: "Fale conosco",
        fields: [
            .init(id: "mail", label: "E-mail", type: .email, required: true),
            .init(id: "texto", label: "Mensagem", type: .text, required: true, maxLength: 20),
        ])

    var conversation: Conversation
    var now = Instant(milliseconds: 1_000_000)
    var actions: [Conversation.Action]
    private var sent = 0

    init(channel: String = "site") {
        let identity = Conversation.Identity(
            id: ConversationID(trusted: "c1"), tenant: Self.acme.id, channel: ChannelID(trusted: channel),
            session: SessionID(trusted: "s1"), protocolNumber: "20261122000000017", openedAt: now)
        (conversation, actions) = Conversation.open(identity, start: .init(), tenant: Self.acme)
    }

    /// A conversation with a card open for Ana.
    static func offered() -> Scene {
        var scene = Scene()
        scene.selectSubject()
        scene.desk(.enqueued(position: 1, checks: []))
        scene.desk(.assigned(scene.offer, Decision(.assign, checks: [])))
        return scene
    }

    /// A conversation Ana has accepted.
    static func inService() -> Scene {
        var scene = offered()
        scene.accept()
        return scene
    }

    var offer: Conversation.Offer {
        .init(id: OfferID(trusted: "o1"), agent: Self.ana, expiresAt: now + .seconds(30))
    }

    static let ana = AgentID(trusted: "ana")
    static let bruno = AgentID(trusted: "bruno")
    static let carla = AgentID(trusted: "carla")
    static let fin = QueueID(trusted: "fin")
    static let sup = QueueID(trusted: "sup")
    static let menu = BotID(trusted: "menu")

    mutating func apply(_ event: Conversation.Event) {
        actions = conversation.apply(event, tenant: Self.acme, at: now)
    }

    mutating func cause(_ sender: CommandSender) -> Cause {
        sent += 1
        return Cause(id: "m\(sent)", type: "test", sender: sender)
    }

    private mutating func customer() -> Cause { cause(.session(conversation.identity.session)) }

    mutating func selectSubject(_ id: String = "boleto") {
        apply(.subjectSelected(SubjectID(trusted: id), customer()))
    }
    mutating func say(_ text: String) { apply(.customerSaid(Said(text: text), customer())) }
    mutating func submit(_ values: JSONObject) { apply(.formSubmitted(values, customer())) }
    mutating func away(_ connection: String? = nil) { apply(.customerAway(connection: connection, customer())) }
    mutating func returned(_ connection: String? = nil) { apply(.customerReturned(connection: connection, customer())) }
    mutating func startAgain() { apply(.started(customer())) }
    mutating func identify(_ person: Customer) { apply(.identified(person, customer())) }
    mutating func leave() { apply(.customerLeft(.closed, customer())) }
    mutating func desk(_ answer: Conversation.DeskAnswer) { apply(.desk(answer)) }
    mutating func book(_ answer: Conversation.BookAnswer) { apply(.book(answer)) }
    mutating func accept(by agent: AgentID = ana, offer: String = "o1") {
        apply(.accepted(agent, OfferID(trusted: offer), cause(.agent(agent))))
    }
    mutating func decline(_ reason: String? = nil) {
        apply(.declined(Self.ana, OfferID(trusted: "o1"), reason: reason, cause(.agent(Self.ana))))
    }
    mutating func agentSay(_ text: String, by agent: AgentID = ana, _ visibility: Visibility = .public) {
        apply(.agentSaid(agent, Said(text: text), visibility, cause(.agent(agent))))
    }
    mutating func finish() { apply(.finishRequested(Self.ana, cause(.agent(Self.ana)))) }
    mutating func save(final: Bool, revision: Int = 1) {
        let change = RecordChange(revision: revision, customer: nil, service: nil, final: final)
        apply(.saveRequested(Self.ana, change, cause(.agent(Self.ana))))
    }
    mutating func transfer(to destination: Conversation.Destination, note: String? = nil, by agent: AgentID = ana) {
        apply(.transferRequested(agent, destination, note: note, cause(.agent(agent))))
    }
    mutating func cancelTransfer() { apply(.transferCancelled(Self.ana, cause(.agent(Self.ana)))) }
    mutating func supervise(_ act: Conversation.Supervision, because reason: String = "turno") {
        apply(.supervised(act, reason: reason, cause(.supervisor(SupervisorID(trusted: "rui")))))
    }
    mutating func fire(_ timer: Conversation.Timer, token: String = "", after: Duration = .zero) {
        now = now + after
        apply(.timer(timer, token: token))
    }

    /// What was published, as short words.
    var told: [String] { actions.compactMap(\.publishedName) }
    /// The lines both sides saw.
    var lines: [String] {
        actions.compactMap { if case .publish(let event) = $0 { event.line?.text } else { nil } }
    }
    var rejection: RejectionCode? { refusal?.code }
    var refusal: Refusal? {
        actions.compactMap { if case .reject(let refusal) = $0 { refusal } else { nil } }.first
    }
    var toldBook: [Conversation.BookNote] {
        actions.compactMap { if case .book(let note) = $0 { note } else { nil } }
    }
    /// When each timer that was set is due, counted from now.
    var clocks: [Conversation.Timer: Duration] {
        actions.reduce(into: [:]) { if case .setTimer(let timer, let due, _) = $1 { $0[timer] = due - now } }
    }
    var toldDesk: [Desk.ConversationNote] {
        actions.compactMap { if case .desk(.conversation(_, let note)) = $0 { note } else { nil } }
    }
    var toldBot: [Conversation.BotNote] {
        actions.compactMap { if case .bot(_, let note) = $0 { note } else { nil } }
    }
    var timersSet: [Conversation.Timer] {
        actions.compactMap { if case .setTimer(let timer, _, _) = $0 { timer } else { nil } }
    }
}

extension Conversation.Action {
    var publishedName: String? {
        guard case .publish(let event) = self else { return nil }
        return switch event.content {
        case .opened: "opened"
        case .subjectsOffered: "subjects"
        case .refused(let reason, _, let form, _): "refused \(reason.rawValue)\(form == nil ? "" : " with form")"
        case .formReceived: "form received"
        case .queued(_, _, let position, _): "queued \(position)"
        case .offered: "offered"
        case .offerWithdrawn(_, _, let reason, _): "withdrawn \(reason.rawValue)"
        case .accepted: "accepted"
        case .transferred(let transferred):
            "transferred \(transferred.outcome.rawValue)" + (transferred.reason.map { " \($0.rawValue)" } ?? "")
        case .message: "message"
        case .note: "note"
        case .notice(let code): "notice \(code.rawValue)"
        case .customerAway: "away"
        case .customerReturned: "returned"
        case .finished(let by, let reason): "finished \(by.rawValue) \(reason.rawValue)"
        case .closed(let outcome): "closed \(outcome.rawValue)"
        case .decided(let decision): "decided \(decision.decision.rawValue)"
        case .parked: "parked"
        case .unparked: "unparked"
        }
    }
}
