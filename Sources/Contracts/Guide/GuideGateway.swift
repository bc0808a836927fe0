/// A website gateway, step by step.
enum GuideGateway {
    private static let exchange = "\(Topology.defaultPrefix).webchat"
    private static let session = "s-8f3a2c"

    static var text: String {
        """
        ## Write a website gateway in ten steps

        1. **Choose a session id** when a visitor opens the chat: 1 to 64 of `A-Z a-z 0-9 _ -`, e.g. a UUID; keep it
           in his browser, so that all of his tabs and every reload have the same. One session is one conversation.
        2. **Declare a queue** and bind it to `\(Topology.defaultPrefix).events` with `customer.<tenant>.#` (all
           your visitors), before you publish anything. The query `channel.status.v1` tells whether the channel is
           open now, if your page wants to know before a chat begins.
        3. **Start the session**; starting a live one again has no effect, so do it for every tab:

        \(indented(WireExample.text(Webchat.SessionStarted.self, .full, to: exchange, key: session)))

        4. **Show the lines.** Every event with `line` is a line of the talk: show its `text`, with `from.kind` to
           choose the side (`customer`, `bot`, `agent`, `system`), in the order of `line`. Show nothing else as
           text. The first line, of `conversation.opened.v1`, has the protocol's number. What the customer wrote
           comes back as `conversation.message.v1` with your `messageId`: that is your sign that it is in the talk,
           in every tab.
        5. **Offer subjects** when `conversation.subjects.offered.v1` comes: a button for each `label`. A click:

        \(indented(WireExample.text(Webchat.SubjectSelected.self, to: exchange, key: session)))

        6. **Send what he writes**, or the `optionId` of a bot's button (`options` of `conversation.message.v1`), or
           files by reference in `attachments`:

        \(indented(WireExample.text(Webchat.MessageSent.self, to: exchange, key: session)))

        7. **Tell him where he is**: `conversation.queued.v1` has his `position`; `conversation.accepted.v1` the
           agent's name.
        8. **Refusals of service**: `conversation.refused.v1` is a line with the standard text, a `reason` for your
           program and `nextOpenAt` where it is known. If it has a `form`, show its fields; the customer may also
           pick another subject. Send the form; on `command.rejected.v1` with `invalid_form` show the sentences of
           `details` beside the fields and let him send it again; `conversation.form.received.v1` ends it with a
           line:

        \(indented(WireExample.text(Webchat.FormSubmitted.self, to: exchange, key: session)))

        9. **Presence**: `webchat.customer.away.v1` when his connection is lost, `webchat.customer.returned.v1` when
           it is back. If he can have several tabs, give each a `connectionId` and say `returned` with it as soon as
           the tab is connected: he is away when the last one you named has gone. `webchat.session.ended.v1` with
           `left` or `closed` when he ends it:

        \(indented(WireExample.text(Webchat.SessionEnded.self, to: exchange, key: session)))

        10. **The end**: after `conversation.finished.v1` his messages are refused with `conversation_closed`; offer
            a new session, with `previousSessionId`. After a reload, or when your gateway starts again, catch up as
            said above with `channelId` and `sessionId`:

        \(indented(WireExample.text(
            Query.ConversationRead.self, .full, to: "\(Topology.defaultPrefix).queries", key: "conversations",
            [("reply-to", "\(Topology.defaultPrefix).client.meu-site.respostas"), ("correlation-id",
            "pergunta-1")])))

        Check it with `guiche conformance gateway`.
        """
    }

    static func indented(_ block: String) -> String {
        block.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "   \($0)" }
            .joined(separator: "\n")
    }
}
