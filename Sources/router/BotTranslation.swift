import Contracts
import Domain
import Identifiers

/// What a bot is told, as it finds it in its queue. Pure.
enum BotTranslation {
    static func message(
        _ note: Conversation.BotNote, to bot: BotID, about conversation: Conversation, at now: Instant
    ) -> any Message {
        let identity = conversation.identity
        let facts = conversation.facts
        switch note {
        case .turn(let turn, let kind, let said):
            return ToBot.Turn(
                tenant: identity.tenant, botId: bot, conversationId: identity.id, protocol: identity.protocolNumber,
                at: now, turnId: turn, kind: kind, channelId: identity.channel, text: said?.text,
                optionId: said?.optionId, attachments: said?.attachments.isEmpty == false ? said?.attachments : nil,
                customer: facts.customer, attributes: facts.attributes.isEmpty ? nil : facts.attributes,
                page: facts.page.map {
                    .init(url: $0.url.map(ShortText.init(trusted:)), title: $0.title.map(ShortText.init(trusted:)))
                },
                locale: facts.locale)
        case .transferRejected(let reason, let nextOpenAt):
            return ToBot.TransferRejected(
                tenant: identity.tenant, botId: bot, conversationId: identity.id, protocol: identity.protocolNumber,
                at: now, reason: reason, nextOpenAt: nextOpenAt)
        case .taken(let by):
            return ToBot.ConversationTaken(
                tenant: identity.tenant, botId: bot, conversationId: identity.id, protocol: identity.protocolNumber,
                at: now, by: by)
        case .closed(let reason):
            return ToBot.ConversationClosed(
                tenant: identity.tenant, botId: bot, conversationId: identity.id, protocol: identity.protocolNumber,
                at: now, reason: reason.rawValue)
        }
    }
}
