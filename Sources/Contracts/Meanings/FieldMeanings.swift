import Domain

/// What every field of every message means, in a sentence: the `description` of the schemas and the tables of the
/// reference page. Looked up by the object it is in, then, in a message itself, by the message, then by name alone; a
/// test forbids a field without one.
enum FieldMeanings {
    /// - Parameter parent: the member the object is the value of, or the singular of the list it is in; empty in the
    ///   message itself.
    static func meaning(of name: String, in parent: String, of type: MessageType) -> String? {
        if parent.isEmpty {
            if name == "at" { return Catalog.origin(of: type).isGuiche ? ours : theirs }
            if name == "reason", type.rawValue.hasPrefix("supervisor.") { return ofMessages["supervisor/reason"] }
            return ofMessages["\(type)/\(name)"] ?? words[name]
        }
        return ofObjects["\(parent).\(name)"] ?? words[name]
    }

    private static let theirs = "When it happened by the sender's clock, which decides nothing."
    private static let ours = "When it happened by Guichê's clock; never before its cause."

    private static let words: [String: String] = [
        "tenant": "The company (empresa), by its id in the directory file.",
        "channelId": "The channel (canal de atendimento).",
        "channelIds": "Channels (canais de atendimento).",
        "sessionId": "The customer's session, chosen by the gateway and the same in all of his tabs.",
        "conversationId": "The conversation (atendimento); computed from tenant, channel and session.",
        "protocol": "The protocol's number: digits as a text, unique in the tenant, the last one a check digit.",
        "agentId": "The agent (atendente).", "agentName": "His name, for the customer.",
        "fromAgentId": "The agent it comes from.",
        "toAgentId": "The agent it goes to.", "supervisorId": "The supervisor.", "botId": "The bot.",
        "queueId": "The service queue (fila de atendimento).", "toQueueId": "The service queue it goes to.",
        "subjectId": "The subject (assunto) the customer picked.", "formId": "The web form.",
        "offerId": "The card: one offer of one conversation to one agent.",
        "turnId": "The turn; the answer names it.",
        "seq": "Counts every event of the conversation from 1 without gaps. Drop what is not above the last you saw.",
        "line": "The number of the line in the transcript, from 1 without gaps, the same for both sides.",
        "text": "What was said; show it as it is, as text.", "from": "Who said it.",
        "at": ours,
        "messageId": "The message-id its sender gave it: how a sender knows his own line again.",
        "attachments": "Files, by reference.", "options": "Buttons; the answer is an `optionId`.",
        "optionId": "The button that was chosen.", "visibility": "`public` for both sides, `internal` among agents.",
        "customer": "What is known of the customer; all of it is personal data.",
        "attributes": "Facts for the next one in line, by name.", "page": "The page of the site he writes from.",
        "locale": "The language of the page, e.g. `pt-BR`.", "summary": "What it is about so far.",
        "note": "For the agent who gets it.",
        "connectionId":
            "One of several connections (tabs). Name each in a `webchat.customer.returned.v1` when it opens: the "
            + "customer is away when the last one that was named has gone. Without it, all have.",
        "leaseSeconds": "So long the login lives without a heartbeat, for all of the agent's devices.",
        "revision": "Counts what changed the record, from 1: saves, and what the customer said of himself meanwhile.",
        "service": "What agents write down of the case; any fields.",
        "final": "False for a draft.", "outcome": "How it ended.", "reason": "Why.",
        "nextOpenAt": "When it opens again, if that is known.", "dueAt": "By when somebody answers.",
        "position": "The place in the queue, from 1.",
        "estimatedWaitSeconds": "How long it may take; absent where there is nothing to reckon from.",
        "waitingSince": "Since when he waits.", "expiresAt": "An accept handled before this wins.",
        "status": "The first that holds, in this order: offline, away, paused, in_service, available.",
        "active": "Conversations in service, wrap-up included.", "offered": "Cards that wait for an answer.",
        "capacity": "Conversations at once at most.", "version": "Grows; drop what is not above the last you saw.",
        "channels": "All enabled channels.", "cards": "The cards that wait for an answer.",
        "conversations": "The agent's conversations.", "subjects": "What the customer can pick.",
        "form": "The form that is offered.", "fields": "The values, by the id of the field.",
        "state": "Where the record is in its life.", "limit": "So many at most.",
        "cursor": "The `nextCursor` of the page before.", "nextCursor": "There is more: ask again with it.",
        "nextAfterSeq": "There is more: ask again after it.", "nextAfterLine": "There is more: ask again after it.",
        "afterSeq": "Only what comes after this `seq`.", "afterLine": "Only what comes after this line.",
        "transcript": "The lines.", "truncated": "True if earlier lines were left out.",
        "decision": "What was decided.", "checks": "What was checked, in order.",
        "candidates": "The chosen agent and at most 200 others.", "candidateCount": "How many agents there were.",
        "openedAt": "When the conversation opened.", "finishedAt": "When the customer's session ended.",
        "erasedAt": "When the person's data was erased; absent if it was not.",
        "closedAt": "When it closed for good.", "previousProtocol": "The customer's conversation before this one.",
        "label": "What people read.", "name": "What people read.", "channel": "The channel the customer came by.",
    ]

    private static let ofMessages: [String: String] = [
        "webchat.session.started.v1/previousSessionId": "The session this customer had before.",
        "webchat.subject.selected.v1/subjectId": "One of those offered.",
        "webchat.session.ended.v1/reason": "`left`: he went away; `closed`: he ended the talk.",
        "bot.replied.v1/messages": "The lines in order; line k > 1 gets the message-id `<id>.k`.",
        "bot.turn.v1/kind": "`start`: the session began (not timed); `message`: the customer wrote.",
        "bot.conversation.taken.v1/by": "`queue`: he waits for an agent; `agent`: he was given to one; "
            + "`timeout`: the bot was silent.",
        "bot.conversation.closed.v1/reason": "How it ended; an outcome of `conversation.closed.v1`.",
        "agent.channel.login.v1/channelIds": "Added to those he is logged in to; all or none.",
        "agent.channel.logout.v1/channelIds": "All if absent.",
        "agent.message.sent.v1/visibility": "`internal` is a note among agents and no line; `public` if absent.",
        "agent.protocol.saved.v1/revision": "The one it was read at; another by now is `stale_revision`.",
        "agent.protocol.saved.v1/customer": "Replaces the whole object; absent, it stays.",
        "agent.protocol.saved.v1/service": "Replaces the whole object; absent, it stays.",
        "agent.protocol.saved.v1/final": "True ends the wrap-up (Salvar atendimento); false saves a draft.",
        "supervisor/reason": "Why the supervisor did it; it is recorded.",
        "supervisor.protocol.saved.v1/revision": "The one it was read at; another by now is `stale_revision`.",
        "supervisor.protocol.saved.v1/customer": "Replaces the whole object; absent, it stays.",
        "supervisor.protocol.saved.v1/service": "Replaces the whole object; absent, it stays.",
        "conversation.refused.v1/reason": refusals,
        "bot.transfer.rejected.v1/reason": refusals, "channel.state.v1/reason": refusals,
        "conversation.offer.withdrawn.v1/reason": "Why the card is gone.",
        "conversation.offer.withdrawn.v1/note": "What the agent gave as the reason when he declined.",
        "conversation.closed.v1/outcome": "How it ended; `abandoned_queue` also for who left at the choice of subject.",
        "conversation.notice.v1/code": "What the line is about, for programs.",
        "conversation.transferred.v1/outcome": "How far the transfer came.",
        "conversation.finished.v1/by": "Who ended the customer's session.",
        "conversation.parked.v1/reason": "What went wrong with it.",
        "conversation.message.v1/line": "Absent on a note among agents.",
        "routing.decided.v1/decision": "One of \(Decision.Verdict.allCases.map(\.rawValue).joined(separator: ", ")).",
        "protocol.opened.v1/transcript": "The last 50 lines, at most 128 KiB.",
        "protocol.search.v1/number": "The protocol's number.",
        "protocol.search.v1/text": "All of these words, in the transcript or the data, in any case, with or without "
            + "accents.",
        "protocol.search.v1/customer": "Any field of the customer.",
        "protocol.search.v1/from": "Opened at this moment or later.", "protocol.search.v1/to": "Opened before this.",
        "protocol.read.v1/number": "The protocol's number.",
        "conversation.read.v1/audience": "Whose events: `customer` or `agent`.",
        "conversation.snapshot.v1/seq": "The last event's number.",
        "conversation.snapshot.v1/line": "The last line's number.",
        "conversation.snapshot.v1/events": "The audience's events after `afterSeq`, as they were published.",
        "channel.state.v1/open": "What a pick would get now: calendar, logins and `maxWaiting` together.",
        "channel.state.v1/bot": "Whether a bot answers first.",
        "queue.figures.changed.v1/name": "The queue's name.",
        "queue.figures.changed.v1/open": "Whether its calendar is open now, on one at least of the channels that "
            + "lead to it.",
        "queue.figures.changed.v1/waiting": "How many wait in its line.",
        "queue.figures.changed.v1/longestWaitingSince": "Since when the one waits who has waited longest.",
        "queue.figures.changed.v1/offered": "How many of those are on somebody's screen as a card.",
        "queue.figures.changed.v1/inService": "How many are served.",
        "queue.figures.changed.v1/wrapUp": "How many records are still to be saved.",
        "queue.figures.changed.v1/agents": "Its members by what they are doing.",
        "queue.figures.changed.v1/answered": "How many were accepted since midnight.",
        "queue.figures.changed.v1/answeredInTarget": "How many of these within `targetSeconds`.",
        "queue.figures.changed.v1/targetSeconds": "Within what time the company wants to answer.",
        "queue.figures.changed.v1/abandoned": "How many left the line since midnight.",
        "queue.unattended.v1/waiting": "How many wait in its line.",
        "agent.state.changed.v1/supervisorId": "The supervisor who logged him out just now.",
        "agent.state.changed.v1/reason": "Why the supervisor did it.",
        "conversation.transferred.v1/reason": "Why it did not come about.",
        "queue.status.v1/queueId": "All queues if absent.", "queue.state.v1/queues": "The queues, by id.",
        "protocol.page.v1/items": "The records found, the newest first.",
        "protocol.document.v1/record": "The record itself.",
        "protocol.document.v1/fenced":
            "What a bot still said when it was out of the conversation; nobody was shown it.",
        "protocol.document.v1/decisions": "Every routing decision, in order.",
        "protocol.document.v1/revisions":
            "Every save, in order; without an agent, what the customer said of himself while one "
            + "had the record open.",
        "command.rejected.v1/commandId": "The message-id of what was refused; empty if it had none.",
        "command.rejected.v1/commandType": "Its type.", "command.rejected.v1/code": "Why, for programs.",
        "command.rejected.v1/message": "Why, in a sentence.",
        "command.rejected.v1/details": "Particulars: `path` of a broken field, `revision` of a stale save, a sentence "
            + "for each field of a form.",
    ]

    private static let refusals =
        "`no_subjects`, `out_of_hours`, `holiday`, `no_agent_logged_in` or `queue_full`; one text covers several."

    private static let ofObjects: [String: String] = [
        "customer.externalId": "The id he has in the company's own systems.", "customer.name": "His name.",
        "customer.email": "His e-mail address.", "customer.phone": "His telephone number.",
        "customer.document": "CPF, CNPJ or whatever the company asks for.",
        "page.url": "Its address.", "page.title": "Its title.",
        "attachment.url": "Where it is.", "attachment.name": "The file's name.",
        "attachment.contentType": "Its media type.", "attachment.size": "Its size in bytes.",
        "option.id": "What comes back as `optionId`.", "message.text": "One line.",
        "from.kind": "`customer`, `bot`, `agent` or `system`.", "from.id": "The agent's or the bot's id.",
        "from.name": "The agent's name.", "channel.type": "`webchat`.", "channel.loggedIn": "The green button.",
        "channel.name": "The channel's name.", "subject.label": "What the customer reads.",
        "subject.open": "What picking it would get now.", "subject.subjectId": "What comes back when he picks it.",
        "subject.reason": refusals, "form.title": "Its heading.", "form.fields": "The fields, in order.",
        "field.id": "The name of its value.", "field.type": "`text`, `email`, `phone` or another kind of value.",
        "field.required": "Whether it must be filled in.", "field.maxLength": "The longest value, in code points.",
        "check.check": "What was looked at.", "check.result": "What was found.", "check.detail": "Particulars.",
        "candidate.chosen": "Whether it was he.", "candidate.reason": "Why, or why not.",
        "conversation.state": "`in_service` or `wrap_up`.", "conversation.seq": "The last event's number.",
        "conversation.line": "The last line's number.",
        "transcript.salt": "In front of the text when it was hashed, hexadecimal; absent once erased.",
        "transcript.text": "What was said; absent once erased.",
        "transcript.textHash": "SHA-256 of the salt's bytes and the text.",
        "transcript.hash": "SHA-256 of the previous hash and this line; see \"The hash chain\".",
        "fenced.commandType": "The type of what the bot sent.",
        "fenced.texts": "What it would have said: lines, a summary, or a reason.",
        "fenced.attributes": "What it gave along.", "fenced.queueId": "Where it wanted to hand over to.",
        "fenced.subjectId": "Where it wanted to hand over to.",
        "event.type": "Its message type.", "event.messageId": "Its message-id, by which a repeat is known.",
        "event.body": "Its body.",
        "agents.available": "Free, or with room for more.", "agents.inService": "In service.",
        "agents.paused": "Paused.", "agents.away": "Away (ausente).", "agents.offline": "Not logged in.",
        "queue.open": "Whether its calendar is open now, on one at least of the channels that lead to it.",
        "queue.waiting": "Who waits, in order.", "queue.agents": "Its agents.", "queue.name": "The queue's name.",
        "waiting.since": "Since when he waits.",
        "record.customer": "What is known of the customer; any fields.",
        "revision.customer": "As it was saved.", "revision.service": "As it was saved.",
        "item.customer": "What is known of the customer; any fields.",
    ]
}
