import Identifiers

/// Why a command was refused. The raw values are the codes of the contract (contract page, "Codes").
public enum RejectionCode: String, Codable, Sendable, CaseIterable {
    case invalidContract = "invalid_contract"
    case unknownType = "unknown_type"
    case unknownTenant = "unknown_tenant"
    case unknownChannel = "unknown_channel"
    case unknownSubject = "unknown_subject"
    case unknownQueue = "unknown_queue"
    case unknownAgent = "unknown_agent"
    case unknownBot = "unknown_bot"
    case unknownConversation = "unknown_conversation"
    case notLoggedIn = "not_logged_in"
    case offerExpired = "offer_expired"
    case offerTaken = "offer_taken"
    case notYourConversation = "not_your_conversation"
    case conversationClosed = "conversation_closed"
    case wrongState = "wrong_state"
    case staleRevision = "stale_revision"
    case hasOpenConversations = "has_open_conversations"
    case notAMember = "not_a_member"
    case notPermitted = "not_permitted"
    case botReplaced = "bot_replaced"
    case tooLarge = "too_large"
    case invalidForm = "invalid_form"
    case rateLimited = "rate_limited"
    case unavailable
}
