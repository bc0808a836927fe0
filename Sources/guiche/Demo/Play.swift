import Contracts
import Domain
import Identifiers

/// The demonstration: one customer, one agent, one conversation from the start of the session to the saved protocol.
struct Play {
    let scene: DemoScene
    let customer: PublicClient
    let agent: DemoAgent
    let session: SessionID
    private var watch = Stopwatch()

    static let person = Customer(name: "Maria Oliveira", email: "maria@cliente.example")

    init(_ scene: DemoScene, customer: PublicClient, agent: DemoAgent, session: SessionID) {
        self.scene = scene
        self.customer = customer
        self.agent = agent
        self.session = session
    }

    private var conversation: ConversationID {
        ConversationID(tenant: scene.tenant, channel: scene.channel.id, session: session)
    }

    /// Plays everything and returns the protocol's number.
    mutating func run() async throws -> String {
        let number = try await start()
        let offer = try await wait()
        try await accept(offer)
        try await talk()
        try await finishAndSave()
        try await read(number)
        Terminal.say("")
        Terminal.say("Tempos: \(watch.summary).")
        return number
    }
}

extension Play {
    private mutating func start() async throws -> String {
        let began = ContinuousClock.now
        let id = try await tell(
            Webchat.SessionStarted(
                tenant: scene.tenant, channelId: scene.channel.id, sessionId: session, at: .now, customer: Self.person,
                locale: ShortText("pt-BR")))
        let opened = try await customer.expect(Event.ConversationOpened.self, after: id)
        watch.note("abertura", opened.at - began)
        let event = opened.event
        Transcript.show(line: event.line, from: event.from, text: event.text, at: event.at)
        let offered = try await customer.expect(Event.SubjectsOffered.self, after: id).event
        let labels = offered.subjects.map { "[\($0.label)]" }.joined(separator: " ")
        Transcript.show(line: offered.line, from: offered.from, text: "\(offered.text)\n\(labels)", at: offered.at)
        return event.protocol
    }

    /// Picks the subject, waits in the queue, and returns the card.
    private mutating func wait() async throws -> Event.ConversationOffered {
        let began = ContinuousClock.now
        let id = try await tell(
            Webchat.SubjectSelected(
                tenant: scene.tenant, channelId: scene.channel.id, sessionId: session, at: .now,
                subjectId: scene.subject.id))
        aside("o cliente escolheu \"\(scene.subject.label)\"")
        let queued = try await customer.expect(Event.ConversationQueued.self, after: id).event
        aside("na fila \(scene.queue.name), posição \(queued.position)")
        let conversation = conversation
        let card = try await agent.client.expect(Event.ConversationOffered.self) {
            $0.conversationId == conversation
        }
        watch.note("card", card.at - began)
        guard card.event.agentId == agent.profile.id else {
            throw CommandFailure(
                "The card went to \(card.event.agentId), who is logged in, too; the demonstration needs him logged out."
            )
        }
        aside("card para \(agent.profile.name): cliente \(card.event.customer?.name ?? "sem nome")")
        return card.event
    }

    private mutating func accept(_ offer: Event.ConversationOffered) async throws {
        let began = ContinuousClock.now
        let id = try await agent.send(
            FromAgent.CardAccepted(
                tenant: scene.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation,
                offerId: offer.offerId))
        let conversation = conversation
        _ = try await agent.client.expect(Event.ConversationAccepted.self, after: id) {
            $0.conversationId == conversation
        }
        let accepted = try await customer.expect(Event.ConversationAccepted.self)
        watch.note("aceite", accepted.at - began)
        let event = accepted.event
        Transcript.show(line: event.line, from: event.from, text: event.text, at: event.at)
        let opened = try await agent.client.expect(Event.ProtocolOpened.self) { $0.conversationId == conversation }
            .event
        aside("\(agent.profile.name) aceitou; o registro abriu com \(opened.transcript.count) linhas")
    }

    private mutating func talk() async throws {
        try await customerSays("Bom dia! Preciso da segunda via do boleto de novembro.")
        try await agentSays("Bom dia, Maria! Vou localizar o boleto para você.")
        try await agentNotes("Cliente em dia; boleto de novembro em aberto.")
        try await agentSays("Pronto: enviei a segunda via para maria@cliente.example.")
        try await customerSays("Recebi, muito obrigada!")
    }

    private mutating func customerSays(_ text: String) async throws {
        let began = ContinuousClock.now
        let id = try await tell(
            Webchat.MessageSent(
                tenant: scene.tenant, channelId: scene.channel.id, sessionId: session, at: .now,
                text: MessageText(trusted: text)))
        let echo = try await customer.expect(Event.ConversationMessage.self, after: id) { $0.messageId == id }.event
        let arrived = try await agent.client.expect(Event.ConversationMessage.self) { $0.messageId == id }
        watch.note("cliente → atendente", arrived.at - began)
        show(echo)
    }

    private mutating func agentSays(_ text: String) async throws {
        let began = ContinuousClock.now
        let id = try await agent.send(says(text, .public))
        let echo = try await agent.client.expect(Event.ConversationMessage.self, after: id) { $0.messageId == id }.event
        let arrived = try await customer.expect(Event.ConversationMessage.self) { $0.messageId == id }
        watch.note("atendente → cliente", arrived.at - began)
        show(echo)
    }

    private func agentNotes(_ text: String) async throws {
        let id = try await agent.send(says(text, .internal))
        _ = try await agent.client.expect(Event.ConversationMessage.self, after: id) { $0.messageId == id }
        aside("nota interna: \(text)")
    }

    private func says(_ text: String, _ visibility: Visibility) -> FromAgent.MessageSent {
        FromAgent.MessageSent(
            tenant: scene.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation,
            text: MessageText(trusted: text), visibility: visibility)
    }

    private func show(_ message: Event.ConversationMessage) {
        guard let line = message.line, let text = message.text, let from = message.from else { return }
        Transcript.show(line: line, from: from, text: text, at: message.at)
    }
}

extension Play {
    private mutating func finishAndSave() async throws {
        let conversation = conversation
        let id = try await agent.send(
            FromAgent.SessionFinished(
                tenant: scene.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation))
        _ = try await agent.client.expect(Event.ConversationFinished.self, after: id) {
            $0.conversationId == conversation
        }
        let finished = try await customer.expect(Event.ConversationFinished.self).event
        Transcript.show(line: finished.line, from: finished.from, text: finished.text, at: finished.at)
        let began = ContinuousClock.now
        let save = try await agent.send(
            FromAgent.ProtocolSaved(
                tenant: scene.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation,
                revision: Revision(trusted: 1), customer: ["name": "Maria Oliveira", "cidade": "Recife"],
                service: ["motivo": "2ª via de boleto", "solução": "enviada por e-mail"], final: true))
        let revised = try await agent.client.expect(Event.ProtocolRevised.self, after: save) {
            $0.conversationId == conversation
        }
        watch.note("salvar", revised.at - began)
        aside("\(agent.profile.name) salvou o atendimento, revisão \(revised.event.revision)")
        let closed = try await customer.expect(Event.ConversationClosed.self).event
        aside("atendimento encerrado: \(closed.outcome.rawValue)")
    }

    /// What was saved is found at once, and its transcript verifies.
    private mutating func read(_ number: String) async throws {
        let began = ContinuousClock.now
        let page = try await customer.ask(
            Query.ProtocolSearch(tenant: scene.tenant, number: ShortText(trusted: number)), .protocols,
            for: Answer.ProtocolPage.self)
        watch.note("busca", ContinuousClock.now - began)
        guard page.items.contains(where: { $0.protocol == number && $0.state == .saved }) else {
            throw CommandFailure("The protocol \(number) was saved and is not found among the saved ones.")
        }
        let reading = try await Reading.of(number, scene.tenant, customer)
        let check = ChainCheck(reading.lines)
        if let fault = check.faults.first { throw CommandFailure("The protocol \(number) does not verify: \(fault).") }
        Terminal.say("")
        Terminal.say(
            Terminal.paint("Protocolo \(number)", .bold) + ": encontrado, \(reading.lines.count) linhas, íntegro.")
    }

    private func tell(_ message: some Message) async throws -> String {
        try await customer.send(message, to: .webchat, key: session.text)
    }

    private func aside(_ text: String) { Terminal.say(Terminal.paint("     · \(text)", .dim)) }
}
