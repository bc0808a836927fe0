/// What holds for bot platforms.
extension Requirement {
    static let consumesItsQueue = Requirement(
        "consumes-its-queue", .exchanges, "The platform consumes the bot's queue <prefix>.bot.<tenant>.<botId>.",
        remedy: "Consume that queue; Guichê declares it. Several consumers of one queue lose the order.")

    static let answersInTime = Requirement(
        "answers-in-time", .fromBots,
        "Every message turn is answered within 20 s, or acknowledged and then answered within 60 s.",
        remedy: "Publish bot.replied.v1, bot.transfer.requested.v1 or bot.conversation.ended.v1 for every turn.")

    static let ownTurns = Requirement(
        "own-turns", .fromBots, "What a bot publishes names a conversation and a turn that it was given.",
        remedy: "Copy conversationId and turnId from the turn you answer.")

    static let noSecondAnswer = Requirement(
        "no-second-answer", .repeats,
        "Turns arrive at least once; a repeat keeps its message-id, and its answer, if any, the answer's.",
        remedy: "Drop turns whose turnId you have answered, or derive the answer's message-id from the turnId.")

    static let takesStrangeTurns = Requirement(
        "takes-strange-turns", .toBots, "A turn may have no text: the customer sent files or picked an option.",
        remedy: "Answer turns that have only attachments or an optionId, too.")

    static let botIgnoresTheUnknown = Requirement(
        "ignores-the-unknown", .versions,
        "New optional fields, new enum values and new message types may come at any time: readers ignore them.",
        remedy: "Acknowledge and skip types and kinds you don't know; ignore fields you don't know.")

    static let botTakesLargeBodies = Requirement(
        "takes-large-bodies", .envelope, "What Guichê sends is at most 256 KiB.",
        remedy: "Accept bodies of up to 256 KiB.")

    static let handsOver = Requirement(
        "hands-over", .fromBots, "A bot that wants a human asks with bot.transfer.requested.v1.",
        remedy: "Hand over, or say with --ask-for-human what makes your bot do it.")

    static let staysAfterRefusal = Requirement(
        "stays-after-refusal", .toBots, "After bot.transfer.rejected.v1 the bot is still in the conversation.",
        remedy: "Go on answering turns after bot.transfer.rejected.v1, and tell the customer why.")

    static let silentAfterTaken = Requirement(
        "silent-after-taken", .toBots, "After bot.conversation.taken.v1 the bot is out: what it says is rejected.",
        remedy: "Forget the conversation when bot.conversation.taken.v1 comes, with all answers under way.")

    static let silentAfterClosed = Requirement(
        "silent-after-closed", .toBots, "After bot.conversation.closed.v1 nothing more is said.",
        remedy: "Forget the conversation when bot.conversation.closed.v1 comes.")

    static let bot =
        ofEveryone + [
            consumesItsQueue, answersInTime, ownTurns, noSecondAnswer, takesStrangeTurns, botIgnoresTheUnknown,
            botTakesLargeBodies, handsOver, staysAfterRefusal, silentAfterTaken, silentAfterClosed,
        ]
}
