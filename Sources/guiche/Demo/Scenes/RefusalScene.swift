import Contracts
import Domain
import Identifiers
import Stories

/// The customer cannot be served now: the standard text, and beside it why and when again.
struct RefusalScene {
    let customer: DemoCustomer
    /// What the customer picks; nil where there are no subjects.
    let subject: Subject?
    /// The reasons that belong to the flow.
    let reasons: [RefusalReason]

    /// Plays it to the end of the conversation and returns the protocol's number.
    func play() async throws -> String {
        let refused = try await refusal()
        guard refused.form == nil else {
            throw CommandFailure("The refusal offers a form, and this flow is the one without.")
        }
        let closed = try await customer.see(Event.ConversationClosed.self).event
        Narrator.aside("atendimento encerrado: \(closed.outcome.rawValue)")
        return refused.protocol
    }

    /// Goes as far as the refusal and shows what it says to the page.
    ///
    /// - Throws: a sentence when the customer is served, or is refused for another reason.
    func refusal() async throws -> Event.ConversationRefused {
        _ = try await customer.start()
        if let subject {
            _ = try await customer.see(Event.SubjectsOffered.self)
            _ = try await customer.pick(subject)
        }
        let answer = try await customer.watch(
            for: [Event.ConversationRefused.type, Event.ConversationQueued.type])
        guard answer.type == Event.ConversationRefused.type else {
            throw CommandFailure(
                "The customer came into the queue: the channel \(customer.channel) is open, and somebody is logged in.")
        }
        let refused = try Event.ConversationRefused.decode(answer.body)
        guard reasons.contains(refused.reason) else {
            throw CommandFailure(
                "The refusal's reason is \(refused.reason.rawValue); this flow's is "
                    + reasons.map(\.rawValue).joined(separator: " or ") + ".")
        }
        Narrator.aside("motivo: \(refused.reason.rawValue)\(opening(refused))")
        return refused
    }

    /// When it opens again is a question of the calendar only.
    private func opening(_ refused: Event.ConversationRefused) -> String {
        if let next = refused.nextOpenAt {
            return "; abre em \(customer.place.tenant.zone.written(next))"
        }
        return [.outOfHours, .holiday].contains(refused.reason) ? "; sem previsão de abertura" : ""
    }
}
