import Contracts
import Identifiers
import Worker

/// Which bot a message is for, as the message itself says.
struct BotAddress: Hashable {
    let tenant: TenantID
    let bot: BotID
    /// The conversation, or on a rejection the message-id of what is rejected (contract page, `correlation-id`).
    let correlation: String?

    private struct Body: Decodable {
        let tenant: TenantID
        let botId: BotID
        let conversationId: ConversationID?
        let commandId: String?
    }

    /// - Throws: for a body that names no bot, which none of ours does.
    init(of message: Inbound) throws {
        let body = try InternalBody.decode(Body.self, from: message.body)
        tenant = body.tenant
        bot = body.botId
        correlation = message.head.type == Event.CommandRejected.type ? body.commandId : body.conversationId?.text
    }
}
