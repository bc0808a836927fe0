/// A bot platform, step by step.
enum GuideBot {
    private static let exchange = "\(Topology.defaultPrefix).bots"
    private static let conversation = "ae447cf5-1ac0-5432-9c2f-64f5e5e3e0b4"

    static var text: String {
        """
        ## Write a bot platform in six steps

        1. **Consume** `\(Topology.defaultPrefix).bot.<tenant>.<botId>`, which Guichê declares for every bot of the
           directory file; acknowledge a message when you have answered it. Competing consumers lose the order of a
           conversation.
        2. **A turn** (`bot.turn.v1`) with `kind` `start` begins a conversation and need not be answered; one with
           `message` is what the customer wrote or picked, and is answered within 20 s. If you need longer, say so,
           once: then it is 60 s:

        \(GuideGateway.indented(WireExample.text(FromBot.Acknowledged.self, to: exchange, key: conversation)))

        3. **Answer** with one line or several. Derive the `message-id` from the `turnId`: a turn may come twice,
           and the same id again says nothing twice. It has no dot; line k > 1 gets `<id>.k`:

        \(GuideGateway.indented(WireExample.text(FromBot.Replied.self, .full, to: exchange, key: conversation)))

        4. **Hand over** to a subject, to a queue, or to neither: then the customer picks. `summary` and
           `attributes` are shown to the agent:

        \(GuideGateway.indented(
            WireExample.text(FromBot.TransferRequested.self, .full, to: exchange, key: conversation)))

        5. `bot.transfer.rejected.v1` says why not, and when it opens again: you have 10 s to speak, else the
           customer gets the standard text. `bot.conversation.taken.v1` and `bot.conversation.closed.v1` say that
           you are out: what you send from then on is refused with `bot_replaced` or `conversation_closed`.
        6. **End** a conversation that needs no human with `bot.conversation.ended.v1`.

        Check it with `guiche conformance bot`. A bot that speaks the Rasa REST channel needs none of this: give its
        address as `webhook` in the directory file.
        """
    }
}
