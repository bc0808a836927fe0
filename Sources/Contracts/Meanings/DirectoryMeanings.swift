import Domain

/// What every key of the directory file means, with its default: the `description` of its schema and the table of the
/// reference page.
enum DirectoryMeanings {
    /// - Parameter parent: as for ``Described``.
    static func meaning(of name: String, in parent: String) -> String? {
        if parent == "texts" { return text(name) }
        if parent == "weekly" { return "Open from, to; several windows; an end before the start is on the next day." }
        guard let words = words["\(parent).\(name)"] ?? words[name] else { return nil }
        if parent == "tenant" { return words + usual(name) }
        return parent == "queue" && !usual(name).isEmpty ? words + " The company's if absent." : words
    }

    private static func text(_ name: String) -> String? {
        Mirror(reflecting: Texts()).children.first { $0.label == name }.map { "Default: `\($0.value)`" }
    }

    /// The default of a time or a pace.
    private static func usual(_ name: String) -> String {
        let timings = Mirror(reflecting: Timings()).children
        if let value = timings.first(where: { $0.label.map { "\($0)Seconds" } == name })?.value as? Duration {
            return " Default \(value.components.seconds)."
        }
        switch name {
        case "missedOffersUntilAway": return " Default \(Timings().missedOffersUntilAway)."
        case "sessionMessagesPerSecond": return " Default \(Pace().perSecond)."
        case "sessionMessagesBurst": return " Default \(Pace().burst)."
        default: return ""
        }
    }

    private static let words: [String: String] = [
        "tenants": "The companies.",
        "id": "1 to 64 of `A-Z a-z 0-9 _ -`; routing keys and messages name it.", "name": "What people read.",
        "timeZone": "An IANA zone; calendars and protocol numbers are in it.",
        "brokerUsers": "The only broker users whose messages are taken; everybody's if absent.",
        "sacRegulated": "Whether the Brazilian customer-service law (SAC) binds this company: no form demands personal "
            + "data, and records are kept for two years at least.",
        "retentionDays": "So long after a conversation's end personal data is kept; for ever if absent, 730 under the "
            + "SAC law.",
        "texts": "What the system says to customers; `{protocol}`, `{agent}` and `{limit}` stand for what it is about.",
        "calendars": "Opening hours.", "weekly": "The usual week; a day that is missing is closed.",
        "holidays": "Days that are not like their weekday.",
        "holiday.date": "One day.", "holiday.yearly": "A day of every year, `MM-DD`.",
        "holiday.hours": "The hours of that day; closed if absent.",
        "bots": "Bots.", "bot.webhook": "The address of a bot that speaks the Rasa REST channel.",
        "bot.answerSeconds": "How long one HTTP answer of such a bot may take; 5 s if absent.",
        "bot.startText": "What such a bot is told when a session starts; nothing if absent.",
        "bot.demo": "Whether the program `demo-bot` answers for it.",
        "forms": "Web forms, offered when a queue is closed.", "form.title": "The form's heading.",
        "form.fields": "The fields, in order.", "field.label": "What the customer reads.",
        "field.type": "What its value has to look like.",
        "field.required": "Whether it must be filled in. Default false.",
        "field.maxLength": "The longest value, in code points.",
        "field.customerField": "What of the customer its value is; if absent, told by its id, then by its type.",
        "queues": "Service queues.",
        "calendar": "Its opening hours; a queue's before a channel's before a company's; "
            + "always open if absent.",
        "form": "The form offered when it is closed; a queue's before a channel's.",
        "queue.maxWaiting": "Customers who wait at most; then `queue_full`. "
            + "Default \(ServiceQueue.defaultMaxWaiting).",
        "queue.priority": "Between queues; greater goes first. Default 0.",
        "channels": "WebChats.", "agent.channels": "Those the agent may log in to.", "channel.type": "`webchat`.",
        "channel.enabled": "A channel that is switched off takes nothing new.",
        "channel.bot": "The bot that answers first.",
        "channel.defaultQueue": "Where a bot's hand-over to an unknown target goes.",
        "channel.subjects": "What the customer can pick, in order.", "subject.label": "What the customer reads.",
        "subject.queue": "Where he goes.", "agents": "Agents.", "agent.queues": "Those he is a member of.",
        "agent.capacity": "Conversations at once.", "supervisors": "Supervisors; no agent has the same id.",
        "password": "What lets this person into the console: a hash that `guiche passwd` made, never the password.",
        "offerSeconds": "So long a card can be accepted.",
        "reservationGraceSeconds": "After an unanswered card the reservation is asked back.",
        "exclusionSeconds": "So long an agent who declined or missed a card is not offered the same conversation.",
        "missedOffersUntilAway": "So many missed cards in a row set the agent to away.",
        "nobodyLoggedInGraceSeconds": "So long customers wait on when everybody has logged out.",
        "agentLostNoticeSeconds": "So long after his lease ran out the customer is told that the agent is gone.",
        "agentLostReturnSeconds": "So long after his lease ran out an agent may resume.",
        "idleBeforeServiceSeconds": "Silence with the bot, at the choice of subject or before a form ends the talk.",
        "idleInServiceSeconds": "Silence in service brings a warning.",
        "idleWarningSeconds": "From the warning to the end.",
        "awayWhileWaitingSeconds": "So long an absent customer keeps his place.",
        "awayInServiceSeconds": "So long an agent's absent customer is waited for.",
        "botAnswerSeconds": "So long a bot may take to answer.",
        "botAcknowledgedSeconds": "So long if it acknowledged the turn.",
        "botAfterRefusalSeconds": "So long a bot whose hand-over was refused may speak.",
        "formDueSeconds": "Within this a form is to be answered.",
        "wrapUpSeconds": "From the end of the talk to the end of the wrap-up without a save.",
        "closingGraceSeconds": "So long customers who wait keep their place once the calendar has closed.",
        "answerTargetSeconds": "Wallboards count an accept within this as in time.",
        "transferSeconds": "So long a transfer may wait to be accepted.",
        "leaseSeconds": "A login's life without a heartbeat, where it names none.",
        "sessionMessagesPerSecond": "So many messages a second a session may send in the long run.",
        "sessionMessagesBurst": "So many at once, after a silence or an outage.",
    ]
}
