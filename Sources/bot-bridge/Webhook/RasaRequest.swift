import Contracts
import Domain
import Identifiers

/// What a webhook bot is asked (contract page, "A webhook bot speaks the Rasa REST channel"). Pure.
struct RasaRequest: Encodable, Equatable {
    /// What else is known of the turn.
    struct Metadata: Encodable, Equatable {
        /// The same when the call is repeated.
        let turnId: TurnID
        let kind: TurnKind
        let tenant: TenantID
        let botId: BotID
        let channelId: ChannelID
        let `protocol`: String
        let text: String?
        let optionId: String?
        let attachments: [Attachment]?
        let customer: Customer?
        let attributes: [String: String]?
        let page: Webchat.Page?
        let locale: String?
    }

    let sender: ConversationID
    let message: String
    let metadata: Metadata

    /// Nil for the start of a session, if the directory gives the bot no text for it.
    init?(_ turn: ToBot.Turn, startText: String?) {
        switch turn.kind {
        case .start:
            guard let startText else { return nil }
            message = startText
        case .message:
            message = Self.message(of: turn)
        }
        sender = turn.conversationId
        metadata = Metadata(
            turnId: turn.turnId, kind: turn.kind, tenant: turn.tenant, botId: turn.botId, channelId: turn.channelId,
            protocol: turn.protocol, text: turn.text, optionId: turn.optionId, attachments: turn.attachments,
            customer: turn.customer, attributes: turn.attributes, page: turn.page, locale: turn.locale)
    }

    /// A picked button is its payload, whatever its label; files alone are their addresses.
    private static func message(of turn: ToBot.Turn) -> String {
        if let message = turn.optionId ?? turn.text { return message }
        return (turn.attachments ?? []).map(\.url).joined(separator: "\n")
    }
}
