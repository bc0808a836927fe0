/// What holds for every publication, whoever sends it.
extension Requirement {
    static let knownType = Requirement(
        "known-type", .envelope, "The property type names a message of the contract that this sender publishes.",
        remedy: "Set the AMQP property type to the message's name with its version, e.g. webchat.message.sent.v1.")

    static let messageID = Requirement(
        "message-id", .envelope, "Every publication has a message-id of 1 to 64 characters; a bot's has no dot.",
        remedy: "Give each new message a fresh id, UUIDv7 recommended, in the AMQP property message-id.")

    static let oneMessageOneID = Requirement(
        "one-message-one-id", .publishing,
        "A message-id is used for one message only: the same id again has no second effect, whatever its body.",
        remedy: "Make a new message-id for every new message; use the old one only to send the same message again.")

    static let routingKey = Requirement(
        "routing-key", .envelope, "The routing key of a publication equals the id it stands for.",
        remedy: "Publish with the session id (gateway), the conversation id (bot) or the agent id as routing key.")

    static let exchange = Requirement(
        "exchange", .exchanges, "Each kind of program publishes to its own exchange.",
        remedy: "Gateways publish to <prefix>.webchat, bots to <prefix>.bots, agents to <prefix>.agents.")

    static let schema = Requirement(
        "schema", .envelope, "The body is UTF-8 JSON and what the message's schema allows.",
        remedy: "Compare the body with contracts/messages/<type>/schema.json and the examples beside it.")

    static let size = Requirement(
        "size", .envelope, "What others send is at most 64 KiB.",
        remedy: "Send files by reference (attachments), and cut long texts.")

    static let knownIDs = Requirement(
        "known-ids", .envelope, "Tenant, channel, bot and agent are those of the directory file.",
        remedy: "Use the ids you gave this runner (--tenant, --channel, --bot, --agent).")

    static let repeatsAfterNack = Requirement(
        "repeats-after-nack", .publishing,
        "A nack means \"later\": the same message is published again under the same message-id.",
        remedy: "Publish in confirm mode; on a nack, or when no confirm comes, publish again with the same message-id.")

    static let acceptsRejections = Requirement(
        "accepts-rejections", .refusals, "What was rejected with command.rejected.v1 is not sent again by itself.",
        remedy: "Show or log the rejection; send again only what a person corrected.")

    static let ofEveryone = [
        knownType, messageID, oneMessageOneID, routingKey, exchange, schema, size, knownIDs, repeatsAfterNack,
        acceptsRejections,
    ]

    // Recommended only: remarks on these are advice and fail nothing.

    static let contentType = recommendation(
        "content-type", "The content-type is application/json.", remedy: "Set content-type to application/json.")
    static let persistence = recommendation(
        "delivery-mode", "The delivery-mode is 2: the message survives a restart of the broker.",
        remedy: "Set delivery-mode to 2.")
    static let sender = recommendation(
        "app-id", "The app-id names the sending program.", remedy: "Set app-id to your program's name.")
    static let timestamp = recommendation(
        "timestamp", "The timestamp is set, in whole seconds.", remedy: "Set the AMQP property timestamp.")
    static let correlation = recommendation(
        "correlation-id", "The correlation-id is the conversation id where there is one.",
        remedy: "Set correlation-id to the conversation id.")
    static let clock = recommendation(
        "clock", "The instant at in the body is the sender's time.",
        remedy: "Keep the clock of your machine right; the sender's clock decides nothing, but people read it.")

    static let recommended = [contentType, persistence, sender, timestamp, correlation, clock]

    private static func recommendation(_ id: String, _ rule: String, remedy: String) -> Requirement {
        Requirement(id, .envelope, rule, remedy: remedy, isRequired: false)
    }
}
