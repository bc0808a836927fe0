import Contracts
import Identifiers
import Worker

/// Which bot a message is for, as the message itself says.
struct BotAddress: Hashable {
    let tenant: TenantID
    let bot: BotID
    /// The conversation, or on a rejection the message-id of what is rejected (contract page, `correlation-id`).
    let correlation: String?
    let conversation: ConversationID?
    /// Why something of the bot's was refused; nil in what is no refusal.
    let reason: String?

    private struct Body: Decodable {
        let tenant: TenantID
        let botId: BotID
        let conversationId: ConversationID?
        let commandId: String?
        let code: String?
        let reason: String?
    }

    /// - Throws: ``NoBotNamed``, which no message of ours gives rise to.
    init(of message: Inbound) throws(NoBotNamed) {
        let body: Body
        do {
            body = try InternalBody.decode(Body.self, from: message.body)
        } catch {
            throw NoBotNamed(description: "a message for a bot must name its tenant and bot: \(error)")
        }
        tenant = body.tenant
        bot = body.botId
        conversation = body.conversationId
        reason = body.code ?? body.reason
        correlation = message.head.type == Event.CommandRejected.type ? body.commandId : body.conversationId?.text
    }
}

/// A message on the way to the bots that names none. Trying again does not help; it becomes a dead letter.
struct NoBotNamed: Error, Hashable, CustomStringConvertible {
    let description: String
}
