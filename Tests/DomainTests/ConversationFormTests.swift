import Identifiers
import Testing

@testable import Domain

/// Flow 3 and rule 1: what a closed queue means to a customer.
struct ConversationFormTests {
    private func refused() -> Scene {
        var scene = Scene(channel: "night")
        scene.selectSubject("papel")
        return scene
    }

    @Test func `closed without a form is the standard text, with its reason and the next opening`() {
        var scene = Scene(channel: "night")
        scene.selectSubject("noite")
        #expect(scene.told == ["decided refuse", "refused out_of_hours", "closed refused"])
        #expect(scene.lines == ["Fora do horário de atendimento"])
        #expect(scene.toldDesk.isEmpty)
        guard case .publish(let event)? = scene.actions.dropFirst().first,
            case .refused(_, let next, let form, _) = event.content
        else { return }
        #expect(next == Scene.reopening)
        #expect(form == nil)
        #expect(scene.checks.map(\.check) == ["subject", "hours", "form"])
    }

    @Test func `closed with a form offers it and stays open`() {
        let scene = refused()
        #expect(scene.told == ["decided refuse", "refused out_of_hours with form"])
        #expect(scene.lines == ["Fora do horário de atendimento"])
        #expect(scene.clocks == [.idle: .seconds(1_800)])
    }

    @Test func `an invalid form is answered field by field and may be corrected`() {
        var scene = refused()
        scene.submit(["mail": "maria", "texto": .string(String(repeating: "x", count: 21)), "extra": "?"])
        #expect(scene.rejection == .invalidForm)
        #expect(
            scene.refusal?.details == [
                "mail": "Informe um e-mail válido, como nome@exemplo.com.br.", "texto": "Use no máximo 20 caracteres.",
                "extra": "Este campo não faz parte do formulário.",
            ])
        #expect(scene.refusal?.message == "The form has 3 field(s) to correct: mail, texto, extra.")
        scene.submit([:])
        #expect(scene.refusal?.details == ["mail": "Preencha este campo.", "texto": "Preencha este campo."])
        scene.submit(["mail": "maria@cliente.example", "texto": "Liguem"])
        #expect(scene.told == ["form received", "closed offline_form"])
    }

    @Test func `a valid form is recorded, due in seven days`() {
        var scene = refused()
        scene.submit(["mail": " maria@cliente.example ", "texto": "Liguem"])
        #expect(scene.lines == ["Recebemos seu formulário. Protocolo 20261122000000017."])
        #expect(
            scene.toldBook == [
                .identified(Customer(email: "maria@cliente.example"), shownTo: nil),
                .form(Scene.contact, values: ["mail": "maria@cliente.example", "texto": "Liguem"]),
            ])
        guard case .publish(let event)? = scene.actions.first(where: { $0.publishedName == "form received" }),
            case .formReceived(let dueAt, let target) = event.content
        else { return }
        #expect(dueAt - scene.now == .seconds(7 * 86_400))
        #expect(target.queue.text == "papel")
        scene.submit(["mail": "maria@cliente.example", "texto": "Liguem"])
        #expect(scene.rejection == .conversationClosed)
    }

    @Test func `a form says of the customer what its fields are marked with, are named, or look like`() {
        let form = Form(
            id: Scene.contact.id, title: "Contato",
            fields: [
                .init(id: "nome", label: "Nome", type: .text, customerField: .name),
                .init(id: "outro", label: "Contato", type: .email, customerField: .externalId),
                .init(id: "mail", label: "E-mail", type: .email), .init(id: "mail2", label: "E-mail 2", type: .email),
                .init(id: "phone", label: "Telefone", type: .text),
            ])
        let values = [
            "nome": "Maria", "outro": "m@x.example", "mail": "a@x.example", "mail2": "b@x.example", "phone": "9",
        ]
        #expect(
            form.customer(from: values)
                == Customer(externalId: "m@x.example", name: "Maria", email: "a@x.example", phone: "9"))
    }

    @Test func `after a refusal with a form another subject may be picked`() {
        var scene = refused()
        scene.selectSubject("boleto")
        #expect(scene.toldDesk.count == 1)
        scene.desk(.enqueued(position: 1, checks: []))
        #expect(scene.told == ["decided enqueue", "queued 1"])
        scene.submit(["mail": "maria@cliente.example", "texto": "Liguem"])
        #expect(scene.rejection == .wrongState)
    }

    @Test func `another subject without a form ends it`() {
        var scene = refused()
        scene.selectSubject("noite")
        #expect(scene.told == ["decided refuse", "refused out_of_hours", "closed refused"])
    }

    @Test func `T38: what the customer writes before the form is kept, and the form is shown again`() {
        var scene = refused()
        scene.say("tem alguém aí?")
        #expect(scene.told == ["message", "refused out_of_hours with form"])
        #expect(scene.rejection == nil)
    }

    @Test func `leaving before the form is a refusal, thirty minutes of silence a timeout`() {
        var scene = refused()
        scene.leave()
        #expect(scene.told == ["decided close", "closed refused"])
        scene = refused()
        scene.fire(.idle, after: .seconds(1_800))
        #expect(scene.told == ["decided close", "closed customer_timeout"])
    }

    @Test func `a form that nobody was offered is in the wrong state`() {
        var scene = Scene()
        scene.submit(["mail": "maria@cliente.example"])
        #expect(scene.rejection == .wrongState)
    }

    @Test func `T51 T54: only the hours of the chosen queue count`() {
        var scene = Scene(channel: "night")
        scene.selectSubject("boleto")
        #expect(scene.toldDesk.count == 1)
        #expect(scene.rejection == nil)
    }
}
