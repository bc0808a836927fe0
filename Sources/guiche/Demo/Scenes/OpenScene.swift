import Contracts
import Domain
import Worker

/// Open, and an agent logged in: from the subject over the queue and the card to the saved record, with timings.
struct OpenScene {
    let scene: DemoScene
    let customer: DemoCustomer
    let agent: DemoAgent

    private static let talk: [DemoService.Utterance] = [
        .customer("Bom dia! Preciso da segunda via do boleto de novembro."),
        .agent("Bom dia, Maria! Vou localizar o boleto para você."),
        .note("Cliente em dia; boleto de novembro em aberto."),
        .agent("Pronto: enviei a segunda via para maria@cliente.example."),
        .customer("Recebi, muito obrigada!"),
    ]

    /// Plays it and returns the protocol's number.
    func play() async throws -> String {
        var service = DemoService(customer: customer, agent: agent)
        var began = ContinuousClock.now
        _ = try await customer.start()
        let opened = try await customer.see(Event.ConversationOpened.self)
        service.watch.note("abertura", opened.at - began)
        _ = try await customer.see(Event.SubjectsOffered.self)
        began = .now
        _ = try await customer.pick(scene.subject)
        let queued = try await customer.see(Event.ConversationQueued.self).event
        Narrator.aside("na fila \(scene.queue.name), posição \(queued.position)")
        _ = try await service.accept(try await service.card(since: began))
        try await service.talk(Self.talk)
        try await service.finish()
        try await service.save(["motivo": "2ª via de boleto", "solução": "enviada por e-mail"])
        Narrator.aside("tempos: \(service.watch.summary)")
        return opened.event.protocol
    }
}
