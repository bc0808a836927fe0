import Domain

/// What every code of `command.rejected.v1` means, and what its receiver does, for the reference page.
extension RejectionCode {
    var meaning: String {
        switch self {
        case .invalidContract:
            "The schema, the envelope or the routing key refuses it; `details.path` names the field where there is one."
        case .unknownType: "No such message is taken at this exchange or key."
        case .unknownTenant: "No such tenant."
        case .unknownChannel: "No such channel in the tenant."
        case .unknownSubject: "No such subject on the channel."
        case .unknownQueue: "No such service queue in the tenant."
        case .unknownAgent: "No such agent in the tenant."
        case .unknownBot: "No such bot in the tenant."
        case .unknownConversation: "No such conversation: it was never started."
        case .notLoggedIn: "The agent is logged in to no channel, or his lease ran out more than 60 s ago."
        case .offerExpired: "The card was answered too late, or was withdrawn."
        case .offerTaken: "The card was answered already."
        case .notYourConversation: "The conversation is not in this agent's service."
        case .conversationClosed: "The customer's session has ended."
        case .wrongState: "It does not fit what the conversation is doing now."
        case .staleRevision: "The record was saved by somebody else since; `details.revision` is the current one."
        case .hasOpenConversations: "The agent has conversations in service on those channels."
        case .notAMember: "The agent does not belong to the channel or the queue."
        case .notPermitted:
            "The sender may not do this: another broker user's tenant, a channel that is switched off, no supervisor."
        case .botReplaced: "The bot handed over or was too slow: it is out of the conversation."
        case .tooLarge: "The body is longer than 64 KiB."
        case .invalidForm: "The form's values are wrong; `details` has a sentence for each field."
        case .rateLimited: "The session sends faster than its tenant allows."
        case .unavailable: "It can't be done or answered at this moment."
        }
    }

    var remedy: String {
        switch self {
        case .invalidContract, .unknownType:
            "A mistake in the sender's program: log it and mend it; don't send it again."
        case .unknownTenant, .unknownChannel, .unknownQueue, .unknownAgent, .unknownBot:
            "A mistake in the configuration of one side: compare the ids with the directory file."
        case .unknownSubject: "Offer the subjects of the last `conversation.subjects.offered.v1` again."
        case .unknownConversation: "Start the session first (a gateway), or drop what you kept of it."
        case .notLoggedIn: "Log in again; `agent.state.changed.v1` says where he is logged in."
        case .offerExpired, .offerTaken: "Take the card off the screen."
        case .notYourConversation: "Ask for `agent.snapshot.v1` and show what is his."
        case .conversationClosed: "Begin a new session, with `previousSessionId`."
        case .wrongState: "Show the state the last events told of."
        case .staleRevision: "Read the record, show both versions, save with the current revision."
        case .hasOpenConversations: "Finish or transfer them first."
        case .notAMember, .notPermitted: "Tell the person; the directory file decides."
        case .botReplaced: "Forget the conversation."
        case .tooLarge: "Send files by reference."
        case .invalidForm: "Show the sentences beside the fields and send the form again."
        case .rateLimited: "Slow down and send it again, with the same message-id."
        case .unavailable:
            "Try again in a moment, with the same message-id. A transfer: `details.reason` says what is in the way; "
                + "try it again under a new one."
        }
    }
}
