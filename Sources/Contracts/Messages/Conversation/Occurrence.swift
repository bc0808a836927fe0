import Domain
import Identifiers

/// What every event of a conversation says: where, and which one in the row.
public struct Occurrence: Codable, Hashable, Sendable {
    public let tenant: TenantID
    public let conversationId: ConversationID
    /// Digits.
    public let `protocol`: String
    public let channelId: ChannelID
    public let sessionId: SessionID
    /// Counts every event of the conversation from 1 without gaps.
    public let seq: Int
    /// Ours; never before the cause's.
    public let at: Instant

    public init(
        tenant: TenantID, conversationId: ConversationID, protocol: String, channelId: ChannelID, sessionId: SessionID,
        seq: Int, at: Instant
    ) {
        self.tenant = tenant
        self.conversationId = conversationId
        self.protocol = `protocol`
        self.channelId = channelId
        self.sessionId = sessionId
        self.seq = seq
        self.at = at
    }
}

/// What makes an event a line of the transcript.
public struct SpokenLine: Codable, Hashable, Sendable {
    /// From 1 without gaps, seen by both sides.
    public let line: Int
    public let text: String
    public let from: Speaker

    public init(line: Int, text: String, from: Speaker) {
        self.line = line
        self.text = text
        self.from = from
    }
}
