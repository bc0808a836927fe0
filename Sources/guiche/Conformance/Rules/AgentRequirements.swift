/// What holds for agent front ends.
extension Requirement {
    static let logsIn = Requirement(
        "logs-in", .fromAgents, "An agent takes chats of a channel after agent.channel.login.v1.",
        remedy: "Publish agent.channel.login.v1 with the channel's id in channelIds.")

    static let loginFirst = Requirement(
        "login-first", .fromAgents, "Without a login, everything but a sync is refused with not_logged_in.",
        remedy: "Log in before publishing anything else of the agent.")

    static let heartbeats = Requirement(
        "heartbeats", .fromAgents, "agent.heartbeat.v1 renews the lease before it runs out.",
        remedy: "Publish agent.heartbeat.v1 about three times per lease (leaseSeconds, 30 if the login names none).")

    static let syncs = Requirement(
        "syncs", .fromAgents, "A front end that starts again asks for its state with agent.sync.requested.v1.",
        remedy: "Publish agent.sync.requested.v1 at start and take cards and conversations from agent.snapshot.v1.")

    static let declines = Requirement(
        "declines", .fromAgents, "A card is declined with its own conversationId and offerId.",
        remedy: "Publish agent.card.declined.v1 with both ids of the card.")

    static let forgetsVoidCards = Requirement(
        "forgets-void-cards", .events, "A card is void after conversation.offer.withdrawn.v1.",
        remedy: "Take the card off the screen when conversation.offer.withdrawn.v1 names its offerId.")

    static let acceptsOnce = Requirement(
        "accepts-once", .fromAgents, "A card is accepted once, with its own conversationId and offerId.",
        remedy: "Disable the button after the first click; the same card with the same message-id is a repeat.")

    static let saysLines = Requirement(
        "says-lines", .fromAgents, "What the agent writes to the customer is agent.message.sent.v1.",
        remedy: "Publish agent.message.sent.v1 with conversationId and text; visibility public or left out.")

    static let writesNotes = Requirement(
        "writes-notes", .fromAgents, "A note among agents has the visibility internal.",
        remedy: "Publish agent.message.sent.v1 with visibility internal for notes.")

    static let ownConversations = Requirement(
        "own-conversations", .fromAgents, "Agents write in, finish and save the conversations they accepted.",
        remedy: "Take conversationId from the card that was accepted; stop writing after the finish.")

    static let finishes = Requirement(
        "finishes", .fromAgents, "The session with the customer is ended with agent.session.finished.v1.",
        remedy: "Publish agent.session.finished.v1 when the agent says Finalizar.")

    static let saves = Requirement(
        "saves", .fromAgents, "The record is saved with agent.protocol.saved.v1 at the revision it was read at.",
        remedy: "Send the revision of protocol.opened.v1 or of the last protocol.revised.v1.")

    static let savesAgain = Requirement(
        "saves-again", .events, "stale_revision carries the current revision; the save is made again at that one.",
        remedy: "On stale_revision, save again at details.revision, under a new message-id.")

    static let logsOut = Requirement(
        "logs-out", .fromAgents, "An agent who goes says so with agent.channel.logout.v1.",
        remedy: "Publish agent.channel.logout.v1.")

    static let agent =
        ofEveryone + ofClients + [
            logsIn, loginFirst, heartbeats, syncs, declines, forgetsVoidCards, acceptsOnce, saysLines, writesNotes,
            ownConversations, finishes, saves, savesAgain, logsOut,
        ]
}
