import Contracts
import Domain
import Identifiers
import Testing

@testable import demo_bot

/// A turn as the engine puts it into the bot's queue.
private func turn(
    _ text: String? = nil, option: String? = nil, kind: TurnKind = .message, customer: Customer? = nil
) -> ToBot.Turn {
    ToBot.Turn(
        tenant: TenantID(trusted: "acme"), botId: BotID(trusted: "menu"), conversationId: ConversationID(trusted: "c1"),
        protocol: "20261122000000017", at: Instant(milliseconds: 1_795_366_032_345), turnId: TurnID(trusted: "t1"),
        kind: kind, channelId: ChannelID(trusted: "bot"), text: text, optionId: option, customer: customer)
}

private func replies(_ move: Menu.Move) -> [FromBot.Reply] {
    switch move {
    case .say(let replies), .end(let replies): replies
    case .lookUpHours, .handOver: []
    }
}

@Suite struct `The demo bot` {
    @Test func `greets by name and offers its menu when a session starts`() {
        let said = replies(Menu.move(for: turn(kind: .start, customer: Customer(name: "Maria da Conceição"))))
        #expect(said.first?.text.value.hasPrefix("Olá, Maria!") == true)
        #expect(said.first?.options?.map(\.id) == ["horario", "boleto", "atendente", "encerrar"])
        #expect(replies(Menu.move(for: turn(kind: .start))).first?.text.value.hasPrefix("Olá! Sou") == true)
    }

    @Test(arguments: MenuChoice.allCases)
    func `understands each choice by button, number and label`(choice: MenuChoice) {
        #expect(Menu.move(for: turn(option: choice.rawValue)) == Menu.move(for: turn("\(choice.number)")))
        #expect(MenuChoice(understanding: choice.label) == choice)
        #expect(MenuChoice(understanding: choice.label.uppercased()) == choice)
    }

    @Test func `no number means two things`() {
        #expect(Set(MenuChoice.allCases.map(\.number)).count == MenuChoice.allCases.count)
    }

    @Test(arguments: [
        ("Qual o HORARIO de vocês?", MenuChoice.hours), ("Vocês abrem no sábado?", .hours), ("quero a fatura", .bill),
        ("Preciso pagar minha conta", .bill), ("quero falar com alguém", .agent), ("ATENDENTE!!!", .agent),
        ("um atendente sobre o boleto", .agentForBill), ("atendente, meu problema é técnico", .agentForSupport),
        ("deu erro aqui", .agent), ("Tchau", .goodbye), ("tchau, obrigado", .goodbye), ("Olá, bom dia", .menu),
        ("MENU", .menu),
    ])
    func `understands what people write`(text: String, choice: MenuChoice) {
        #expect(MenuChoice(understanding: text) == choice)
    }

    @Test(arguments: ["xyz", "", "...", "42", "atendentes-x"])
    func `offers the menu again when it understands nothing`(text: String) {
        let said = replies(Menu.move(for: turn(text)))
        #expect(said == [Wording.notUnderstood])
        #expect(said.first?.options?.isEmpty == false)
    }

    @Test func `hands over with the subject, a summary and attributes`() {
        let move = Menu.move(for: turn("quero um atendente para o boleto de maio"))
        guard case .handOver(let request) = move else { return #expect(Bool(false), "\(move)") }
        #expect(request.subject == SubjectID(trusted: "boleto"))
        #expect(request.summary.contains("Ele escreveu: quero um atendente para o boleto de maio"))
        #expect(request.attributes == ["origem": "demo-bot", "escolha": "atendente-boleto"])
    }

    @Test func `a picked button is no quotation, and another subject is the customer's to pick`() {
        let move = Menu.move(for: turn("6", option: "atendente-outro"))
        guard case .handOver(let request) = move else { return #expect(Bool(false), "\(move)") }
        #expect(request.subject == nil)
        #expect(request.summary == "O cliente escolheu no menu do bot: Atendente: outro assunto.")
    }

    @Test func `says goodbye and ends`() {
        #expect(Menu.move(for: turn("encerrar")) == .end([Wording.goodbye]))
    }
}

@Suite struct `What the demo bot says of the hours` {
    /// Monday 23 November 2026, 08:00 in São Paulo.
    private let monday = Instant(milliseconds: 1_795_431_600_000)
    private let zone = "America/Sao_Paulo"

    @Test func `a refusal says why, and when again in the tenant's zone`() {
        let said = Wording.refusal(.outOfHours, opensAt: monday, zone: zone)
        #expect(said.text.value.contains("fechado neste horário. Voltamos a atender segunda-feira, 23/11, às 08:00."))
        #expect(said.options?.isEmpty == false)
        #expect(Wording.refusal(.noAgentLoggedIn, opensAt: nil, zone: zone).text.value.contains("Voltamos") == false)
    }

    @Test func `every reason has a sentence of its own`() {
        let sentences = RefusalReason.allCases.map { Wording.refusal($0, opensAt: nil, zone: zone).text.value }
        #expect(Set(sentences).count == RefusalReason.allCases.count)
    }

    @Test func `an open channel names the subjects that are closed`() {
        let state = Answer.ChannelState(
            open: true, bot: true,
            subjects: [
                .init(subjectId: SubjectID(trusted: "boleto"), label: "2ª via de boleto", open: true),
                .init(
                    subjectId: SubjectID(trusted: "suporte"), label: "Suporte", open: false, reason: .outOfHours,
                    nextOpenAt: monday),
            ])
        let said = Wording.hours(state, zone: zone).first?.text.value ?? ""
        #expect(said.hasPrefix("Estamos atendendo agora."))
        #expect(said.contains("Suporte: fechado agora. Voltamos a atender segunda-feira, 23/11, às 08:00."))
        #expect(!said.contains("2ª via de boleto: fechado"))
    }

    @Test func `a closed channel says why; without an answer it says so`() {
        let closed = Answer.ChannelState(open: false, reason: .holiday, nextOpenAt: monday, bot: true, subjects: [])
        #expect(Wording.hours(closed, zone: zone).first?.text.value.hasPrefix("Hoje é feriado") == true)
        #expect(Wording.hours(nil, zone: zone).first?.text.value.hasPrefix("Não consegui consultar") == true)
    }
}
