import Contracts
import Domain
import Identifiers

/// A channel with a bot: it answers until the customer asks for a human, then it hands over with a summary, and the
/// agent goes on with the bot's history before him.
struct BotScene {
    /// How long a bot may take to greet; the engine itself waits longer for answers (rule 13).
    static let greeting: Duration = .seconds(10)
    /// The most events between the wish for a human and the queue.
    static let longestWay = 12

    let scene: DemoScene
    let customer: DemoCustomer
    let agent: DemoAgent

    private static let talk: [DemoService.Utterance] = [
        .agent("Olá, João! Já li a conversa com o assistente. Vou enviar a segunda via."),
        .customer("Ótimo, era só isso. Obrigado!"),
    ]

    /// Plays it and returns the protocol's number.
    func play() async throws -> String {
        _ = try await customer.start()
        let opened = try await customer.see(Event.ConversationOpened.self).event
        let greeting = try await greeting()
        if let option = greeting.options?.first(where: { !isAboutHumans($0) }) {
            Narrator.aside("o cliente escolheu \"\(option.label)\"")
            _ = try await customer.seeMessage(try await customer.press(option))
            _ = try await botSays()
        }
        let began = ContinuousClock.now
        _ = try await customer.seeMessage(try await customer.say("Quero falar com um atendente."))
        let queued = try await handOver()
        Narrator.aside("o bot transferiu; na fila \(scene.queue.name), posição \(queued.position)")
        try await serve(since: began)
        return opened.protocol
    }

    private func serve(since began: ContinuousClock.Instant) async throws {
        var service = DemoService(customer: customer, agent: agent)
        let card = try await service.card(since: began)
        guard let summary = card.summary else { throw CommandFailure("The bot handed over without a summary.") }
        Narrator.aside("resumo do bot no card: \(summary)")
        let record = try await service.accept(card)
        let history = record.transcript.filter { $0.from.kind == .bot }
        guard !history.isEmpty else { throw CommandFailure("The agent does not see what the bot said.") }
        Narrator.aside("histórico do bot no registro: \(history.count) linhas")
        try await service.talk(Self.talk)
        try await service.finish()
        try await service.save(["motivo": "2ª via de boleto", "origem": "transferido pelo bot"])
    }
}

extension BotScene {
    private func greeting() async throws -> Event.ConversationMessage {
        guard let message = try? await botSays(within: Self.greeting) else {
            throw CommandFailure(
                "The bot of the channel \(customer.channel) says nothing: nobody plays it. The demo's own program is "
                    + "\"demo-bot\": \"guiche up\" starts it unless it is told --without demo-bot, and it plays only "
                    + "those bots that the directory marks with demo: true.")
        }
        return message
    }

    private func botSays(within time: Duration = PublicClient.patience) async throws -> Event.ConversationMessage {
        while true {
            let message = try await customer.see(Event.ConversationMessage.self, within: time).event
            if message.from?.kind == .bot { return message }
        }
    }

    /// Answers whatever is asked on the way: the bot may want to know the subject, or leave the choice to the engine.
    private func handOver() async throws -> Event.ConversationQueued {
        for _ in 0..<Self.longestWay {
            let seen = try await customer.watch(for: [
                Event.ConversationQueued.type, Event.SubjectsOffered.type, Event.ConversationMessage.type,
                Event.ConversationRefused.type,
            ])
            switch seen.type {
            case Event.ConversationQueued.type: return try Event.ConversationQueued.decode(seen.body)
            case Event.SubjectsOffered.type: _ = try await customer.pick(scene.subject)
            case Event.ConversationMessage.type: try await answer(try Event.ConversationMessage.decode(seen.body))
            default: throw CommandFailure("The bot's hand-over was refused, and the customer was told so.")
            }
        }
        throw CommandFailure("The bot did not hand over although it was asked to.")
    }

    /// Picks the subject where the bot asks for it.
    private func answer(_ message: Event.ConversationMessage) async throws {
        guard message.from?.kind == .bot, let options = message.options, !options.isEmpty else { return }
        let wanted = scene.subject.label.lowercased()
        guard let option = options.first(where: { $0.label.lowercased().contains(wanted) }) else { return }
        _ = try await customer.press(option)
    }

    private func isAboutHumans(_ option: Domain.Option) -> Bool {
        ["atendente", "humano", "encerrar"].contains { option.label.lowercased().contains($0) }
    }
}
