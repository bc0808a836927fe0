/// An agent's front end, step by step.
enum GuideAgent {
    private static let exchange = "\(Topology.defaultPrefix).agents"
    private static let agent = "ana"

    static var text: String {
        """
        ## Write an agent's front end in nine steps

        1. **Declare a queue** and bind it to `\(Topology.defaultPrefix).events` with `agent.<tenant>.<agentId>.#`.
        2. **Ask for everything**: `agent.sync.requested.v1` is answered with `agent.snapshot.v1`: the channels he
           may log in to, his cards and his conversations. Do so after every start and every loss of the connection,
           then read each conversation as in "Catching up" with `audience` `agent`.
        3. **Log in** to channels; the button turns green when `agent.state.changed.v1` says `loggedIn`. The login
           lives for `leaseSeconds` without a sign of life:

        \(GuideGateway.indented(WireExample.text(FromAgent.ChannelLogin.self, .full, to: exchange, key: agent)))

        4. **Send `agent.heartbeat.v1`** three times in every lease. Within 60 s after it ran out a heartbeat
           resumes; later it is refused with `not_logged_in`. A browser lets a hidden tab act only once a minute:
           a page asks for a lease of 90 s or more.
        5. **A card** is `conversation.offered.v1`: show it until `expiresAt` or until
           `conversation.offer.withdrawn.v1` names its `offerId`. Accept it (or decline, `agent.card.declined.v1`):

        \(GuideGateway.indented(WireExample.text(FromAgent.CardAccepted.self, to: exchange, key: agent)))

        6. **The record** comes with `protocol.opened.v1`: the transcript so far (the bot's part, too), the
           customer's data, the service's data, and the `revision`. Lines go on with `conversation.message.v1`.
        7. **Talk**; a note with `visibility` `internal` is seen by agents only. Your own line comes back with your
           `messageId`:

        \(GuideGateway.indented(WireExample.text(FromAgent.MessageSent.self, to: exchange, key: agent)))

        8. **Finish** (Finalizar) with `agent.session.finished.v1`, after you asked: `Deseja encerrar a sessão com o
           cliente? Apenas a sessão com cliente será encerrada. Você ainda poderá editar os dados do atendimento`.
        9. **Save** (Salvar atendimento) at the revision you have; every save, a draft too, raises it and is told by
           `protocol.revised.v1`, and so is what the customer says of himself meanwhile. `stale_revision` carries the
           current one in `details`. A final save ends the wrap-up:

        \(GuideGateway.indented(WireExample.text(FromAgent.ProtocolSaved.self, .full, to: exchange, key: agent)))

        Also: `agent.paused.v1` and `agent.resumed.v1`, `agent.channel.logout.v1` (refused with
        `has_open_conversations` while he serves). A **transfer** (`agent.transfer.requested.v1` to a queue or to a
        colleague, `agent.transfer.cancelled.v1`) leaves the conversation with its agent until somebody accepts:
        `conversation.transferred.v1` says how far it came, with the `reason` where it came back. The other one
        gets a card like any other, with `fromAgentId` and `note`. Check it with `guiche conformance agent`.
        """
    }
}

/// A supervisor's front end.
enum GuideSupervisor {
    static let text = """
        ## Write a supervisor's front end

        Bind `queue.<tenant>.#` for what happens in the queues and `supervisor.<tenant>.<supervisorId>.#` for
        answers to what you send; ask `queue.status.v1` for who waits and who serves, and `channel.status.v1` for
        what is open. Everything a supervisor does goes to `\(Topology.defaultPrefix).agents` with his id as routing
        key, and says why; the reason is kept in the conversation's decisions (`routing.decided.v1`).

        - `supervisor.conversation.closed.v1` ends anything: a talk in service goes to wrap-up, a wrap-up is left
          unsaved, whoever waits is told that it ended.
        - `supervisor.conversation.requeued.v1` takes a talk from its agent, or a card from whom it is shown, and puts
          it at the head of its queue; that agent is not asked again for a while.
        - `supervisor.conversation.reassigned.v1` brings whoever nobody has accepted yet, also from a bot or from the
          choice of subject, into a queue or before one agent; a talk in service becomes a transfer.
        - `supervisor.agent.loggedout.v1` logs an agent out at once; whoever he serves goes to the head of the queue.
        - `supervisor.protocol.saved.v1` saves the record, as an agent's save does.
        - `supervisor.protocol.erased.v1` erases a person's data from a conversation that has ended; answered with
          `protocol.erased.v1`. The numbers stay, and the chain still verifies.
        """
}
