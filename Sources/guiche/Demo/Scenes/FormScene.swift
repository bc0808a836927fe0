import Contracts
import Domain
import Identifiers
import Stories

/// Closed with a web form: a submission with mistakes, the mistakes field by field, the corrected one, and the date
/// until which somebody answers (rule 1).
struct FormScene {
    let refusal: RefusalScene

    private var customer: DemoCustomer { refusal.customer }

    /// Plays it and returns the protocol's number.
    func play() async throws -> String {
        let refused = try await refusal.refusal()
        guard let form = refused.form else {
            throw CommandFailure("The refusal offers no form, and this flow is the one with.")
        }
        let answers = FormAnswers(form, of: customer.person)
        if !answers.mistakes.isEmpty { try await submitMistakes(answers, form) }
        Narrator.aside("o cliente enviou o formulário: \(form.text(answers.right))")
        _ = try await customer.submit(answers.right)
        let received = try await customer.see(Event.FormReceived.self).event
        let due = customer.place.tenant.zone.written(received.dueAt)
        Narrator.aside("protocolo \(received.protocol), resposta até \(due)")
        let closed = try await customer.see(Event.ConversationClosed.self).event
        Narrator.aside("atendimento encerrado: \(closed.outcome.rawValue)")
        return received.protocol
    }

    /// - Throws: a sentence when the engine takes it, or does not name a mistake.
    private func submitMistakes(_ answers: FormAnswers, _ form: Event.OfferedForm) async throws {
        Narrator.aside("o cliente enviou o formulário: \(form.text(answers.wrong))")
        let id = try await customer.submit(answers.wrong)
        let answer = try await customer.watch(for: [Event.CommandRejected.type, Event.FormReceived.type])
        guard answer.type == Event.CommandRejected.type else {
            throw CommandFailure("The form was taken although it has mistakes.")
        }
        let rejection = try Event.CommandRejected.decode(answer.body)
        guard rejection.code == .invalidForm, rejection.commandId == id else {
            throw CommandFailure(
                "The form was rejected with \(rejection.code.rawValue) and not with invalid_form: \(rejection.message)")
        }
        for field in form.fields where answers.mistakes.contains(field.id) {
            guard let sentence = rejection.details?[field.id]?.text else {
                throw CommandFailure("The rejection of the form does not name the mistake in \(field.id).")
            }
            Narrator.aside("recusado, \(field.label): \(sentence)")
        }
    }
}

extension Event.OfferedForm {
    /// `Nome "Ana", E-mail ""`
    fileprivate func text(_ answers: [String: JSONValue]) -> String {
        fields.compactMap { field in answers[field.id]?.text.map { "\(field.label) \"\($0)\"" } }
            .joined(separator: ", ")
    }
}
