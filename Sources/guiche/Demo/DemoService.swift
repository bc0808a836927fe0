import Contracts
import Domain
import Identifiers

/// The human's part of a conversation, for both sides: card, accept, talk, finish, save (product page, flow 5).
struct DemoService {
    /// One thing said in service.
    enum Utterance {
        case customer(String)
        case agent(String)
        /// Among agents; the customer does not see it.
        case note(String)
    }

    let customer: DemoCustomer
    let agent: DemoAgent
    var watch = Stopwatch()

    private var conversation: ConversationID { customer.conversation }

    /// Waits for the card of a customer who is in the queue since `began`.
    mutating func card(since began: ContinuousClock.Instant) async throws -> Event.ConversationOffered {
        let conversation = conversation
        let card = try await agent.client.expect(Event.ConversationOffered.self) { $0.conversationId == conversation }
        watch.note("card", card.at - began)
        guard card.event.agentId == agent.profile.id else {
            throw CommandFailure(
                "The card went to \(card.event.agentId), who is logged in, too; the demonstration needs him logged out."
            )
        }
        Narrator.aside("card para \(agent.profile.name): cliente \(card.event.customer?.name ?? "sem nome")")
        return card.event
    }

    /// Accepts the card; answers with the record as it opened for the agent.
    mutating func accept(_ card: Event.ConversationOffered) async throws -> Event.ProtocolOpened {
        let began = ContinuousClock.now
        let id = try await agent.send(
            FromAgent.CardAccepted(
                tenant: customer.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation,
                offerId: card.offerId))
        let conversation = conversation
        _ = try await agent.client.expect(Event.ConversationAccepted.self, after: id) {
            $0.conversationId == conversation
        }
        let accepted = try await customer.see(Event.ConversationAccepted.self)
        watch.note("aceite", accepted.at - began)
        let opened = try await agent.client.expect(Event.ProtocolOpened.self) { $0.conversationId == conversation }
            .event
        Narrator.aside("\(agent.profile.name) aceitou; o registro abriu com \(opened.transcript.count) linhas")
        return opened
    }

    mutating func talk(_ script: [Utterance]) async throws {
        for utterance in script {
            switch utterance {
            case .customer(let text): try await customerSays(text)
            case .agent(let text): try await agentSays(text)
            case .note(let text): try await agentNotes(text)
            }
        }
    }

    /// *Finalizar* (Sim): ends the session with the customer; the record stays editable.
    func finish() async throws {
        let conversation = conversation
        let id = try await agent.send(
            FromAgent.SessionFinished(
                tenant: customer.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation))
        _ = try await agent.client.expect(Event.ConversationFinished.self, after: id) {
            $0.conversationId == conversation
        }
        _ = try await customer.see(Event.ConversationFinished.self)
    }

    /// *Salvar atendimento*: the record is final; the customer as he was, with what the agent wrote down.
    mutating func save(_ service: [String: JSONValue]) async throws {
        let began = ContinuousClock.now
        let conversation = conversation
        let id = try await agent.send(
            FromAgent.ProtocolSaved(
                tenant: customer.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation,
                revision: Revision(trusted: 1), customer: customer.person.fields.merging(["cidade": "Recife"]) { $1 },
                service: service, final: true))
        let revised = try await agent.client.expect(Event.ProtocolRevised.self, after: id) {
            $0.conversationId == conversation
        }
        watch.note("salvar", revised.at - began)
        Narrator.aside("\(agent.profile.name) salvou o atendimento, revisão \(revised.event.revision)")
        let closed = try await customer.see(Event.ConversationClosed.self).event
        Narrator.aside("atendimento encerrado: \(closed.outcome.rawValue)")
    }
}

extension DemoService {
    private mutating func customerSays(_ text: String) async throws {
        let began = ContinuousClock.now
        let id = try await customer.say(text)
        let arrived = try await agent.client.expect(Event.ConversationMessage.self) { $0.messageId == id }
        watch.note("cliente → atendente", arrived.at - began)
        _ = try await customer.seeMessage(id)
    }

    private mutating func agentSays(_ text: String) async throws {
        let began = ContinuousClock.now
        let id = try await agent.send(message(text, .public))
        _ = try await agent.client.expect(Event.ConversationMessage.self, after: id) { $0.messageId == id }
        watch.note("atendente → cliente", try await customer.seeMessage(id).at - began)
    }

    private func agentNotes(_ text: String) async throws {
        let id = try await agent.send(message(text, .internal))
        _ = try await agent.client.expect(Event.ConversationMessage.self, after: id) { $0.messageId == id }
        Narrator.aside("nota interna: \(text)")
    }

    private func message(_ text: String, _ visibility: Visibility) -> FromAgent.MessageSent {
        FromAgent.MessageSent(
            tenant: customer.tenant, agentId: agent.profile.id, at: .now, conversationId: conversation,
            text: MessageText(trusted: text), visibility: visibility)
    }
}

extension Customer {
    /// The fields that are known, as an agent front end shows and saves them.
    var fields: [String: JSONValue] {
        let all = [
            "externalId": externalId, "name": name, "email": email, "phone": phone, "document": document,
        ]
        return all.compactMapValues { $0.map(JSONValue.string) }
    }
}
