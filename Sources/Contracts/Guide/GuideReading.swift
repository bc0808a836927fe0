/// What holds for every client.
enum GuideReading {
    static let text = """
        ## What holds for everybody

        **Publish** with publisher confirms, `delivery-mode` 2 and `mandatory`, one message per thing that happened,
        with a `message-id` that you keep until the confirm: an ack means Guichê has it for good, a nack means
        "later", and silence means that you don't know. In all but the first case publish the same again with the
        same `message-id`; it has no second effect, until 7 days after the conversation closed. Messages of one
        session (agent, bot's conversation) are handled in the order in which they were published, so publish them
        on one channel, and wait for the confirm of one before you publish the next of the same session if you want
        to be sure of their order after a nack.

        **Read** from a queue of your own, `\(Topology.defaultPrefix).client.<anything>`, bound to what concerns
        you. Dispatch by the AMQP property `type`, never by the routing key. Ignore types, fields and enum values
        that you don't know. An optional field may be absent or null, which is the same. Instants are RFC 3339; ours
        are UTC with milliseconds. Lengths count Unicode code points. A `protocol` is a text of digits, never a
        number.

        **Repeats.** Events come at least once, and a repeat may come late. Every event of a conversation has a
        `seq`, which counts from 1 without gaps: drop what is not above the last one you saw of that conversation.
        Other events (`agent.*`, `protocol.*`, `command.rejected.v1`) have none: drop a `message-id` you have seen.

        **Catching up**, after your program started or lost its connection. (A customer's or an agent's client sees
        only the events meant for it, so a jump of its `seq` is no sign of a loss.)

        1. Declare and bind your queue first, and hold back what arrives on it.
        2. Ask `conversation.read.v1` with `afterSeq`, the last `seq` you have shown (0 if none), again and again
           with `nextAfterSeq` while the answer has one. Show its `events` in order: each has `type`, `messageId`
           and `body` as it was published.
        3. If the answer's `seq` is below the first event you hold, or the answer is `unavailable`, the book is a
           moment behind: ask again after 100 ms. So it is if a session you have just started is
           `unknown_conversation`; one that was never started stays so.
        4. Show what you held back, dropping what is not above the last `seq` shown; go on live.

        **Refusals.** What is wrong comes back as `command.rejected.v1` with a `code`, a sentence, and in
        `commandId` the message-id of what was refused; reference.md says for every code what to do. What a schema
        refuses is refused with `invalid_contract`, and nothing else is, but for what a schema cannot say: the body
        is UTF-8 without a byte order mark or U+0000, at most 64 KiB from others (256 KiB from us), nests at most 32
        deep, has no unpaired surrogates, its numbers fit 64 bits, a query's `cursor` is one that an answer gave,
        and the `text` of a search has at most 32 different words. Where a key is given twice in one object, the
        first one counts. Formats are meant: assert `date-time` (a leap second and the year 0000 are taken).

        **Queries** go to `\(Topology.defaultPrefix).queries` with `reply-to` (a queue of yours) and
        `correlation-id`; the answer comes to that queue with the same `correlation-id`. Ask again if none came
        within 5 s: a query changes nothing.

        ### Ids that are computed

        A conversation's id is the UUID version 5 of the name `<tenant>/<channelId>/<sessionId>` in the name space
        `\(UniqueID.conversations)`; a gateway need not compute it, every event has it.
        """
}
