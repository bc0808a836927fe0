import Crypto
import Domain
import Identifiers

/// To whom something is told.
public enum Recipient: Hashable, Sendable {
    /// On the events exchange.
    case audience(Audience)
    /// Into the bot's queue.
    case bot(TenantID, BotID)
}

/// A `command.rejected.v1`, ready to be sent.
public struct Rejection: Hashable, Sendable {
    public let recipient: Recipient
    public let event: Event.CommandRejected
    /// Derived from the cause: a repeat of the same refused message repeats the same rejection.
    public let messageId: String

    public init(recipient: Recipient, event: Event.CommandRejected, messageId: String) {
        self.recipient = recipient
        self.event = event
        self.messageId = messageId
    }

    /// Of a command that came through a door and is refused by the program behind it.
    public init(
        of head: Head, from claim: Claim, to audience: Audience, code: RejectionCode, because sentence: String,
        at now: Instant
    ) {
        let event = Event.CommandRejected(
            of: head.id, type: head.type, from: claim, code: code, because: sentence, at: now)
        self.init(
            recipient: .audience(audience), event: event,
            messageId: Self.messageId(tenant: event.tenant, sender: audience.name, commandId: head.id, code: code))
    }

    /// The properties; the correlation is the message-id of what is rejected (contract page).
    public func envelope(trace: String? = nil) -> Envelope {
        .ours(
            Event.CommandRejected.type, id: messageId, at: event.at,
            correlation: event.commandId.isEmpty ? nil : event.commandId, trace: trace)
    }

    /// The id of the rejection of `commandId`: never a sender's, the same for the same cause. `cause` tells apart what
    /// one sender sent under one id, e.g. the digest of a body.
    public static func messageId(
        tenant: TenantID, sender: String, commandId: String, code: RejectionCode, cause: String = ""
    ) -> String {
        UniqueID.derived(from: "rejection", tenant.text, sender, commandId, code.rawValue, cause)
    }
}

extension Event.CommandRejected {
    /// What is said of a refused command, whoever refuses it: all of them are made here.
    ///
    /// - Parameters:
    ///   - commandId: the message-id of the command; empty if it had none.
    ///   - claim: who sent it, as far as that is known. A query can be answered though it names no tenant; then the
    ///     rejection names ``unknownTenant``.
    public init(
        of commandId: String, type: MessageType?, from claim: Claim, code: RejectionCode, because sentence: String,
        details: [String: JSONValue]? = nil, at now: Instant
    ) {
        self.init(
            tenant: claim.tenant ?? Self.unknownTenant, at: now, commandId: commandId,
            commandType: type?.rawValue ?? "", code: code, message: sentence, details: details,
            channelId: claim.channelId, sessionId: claim.sessionId, agentId: claim.agentId,
            supervisorId: claim.supervisorId, botId: claim.botId, conversationId: claim.conversationId)
    }

    /// Stands for the tenant of a query that names none that can be read.
    static let unknownTenant = TenantID(trusted: "unknown")
}
