/// One publication of the contract: what was new in it. A published line is never changed; a test sees to it that every
/// message is in exactly one.
struct ContractRelease {
    /// Semantic: a new message or field raises the second number, a correction of words the third. The first is 1 as
    /// long as nobody has to change a program.
    let version: String
    /// When, as a calendar date.
    let date: String
    let note: String
    /// The messages that were new.
    let types: [MessageType]

    static var current: ContractRelease { all[all.endIndex - 1] }

    static let all = [
        ContractRelease(
            version: "1.0.0", date: "2026-11-25",
            note: "The first contract: gateways, bots, agents, supervisors, queries.",
            types: first),
        ContractRelease(
            version: "1.1.0", date: "2026-11-25",
            note: "Transfers and supervisors are served; why a transfer came back; figures of the queues; erasure.",
            types: [
                "protocol.erased.v1", "queue.figures.changed.v1", "queue.unattended.v1",
                "supervisor.protocol.erased.v1",
            ]),
    ]

    private static let first: [MessageType] = [
        "agent.card.accepted.v1", "agent.card.declined.v1", "agent.channel.login.v1", "agent.channel.logout.v1",
        "agent.heartbeat.v1", "agent.message.sent.v1", "agent.paused.v1", "agent.protocol.saved.v1",
        "agent.resumed.v1", "agent.session.finished.v1", "agent.snapshot.v1", "agent.state.changed.v1",
        "agent.sync.requested.v1", "agent.transfer.cancelled.v1", "agent.transfer.requested.v1",
        "bot.acknowledged.v1", "bot.conversation.closed.v1", "bot.conversation.ended.v1",
        "bot.conversation.taken.v1", "bot.replied.v1", "bot.transfer.rejected.v1", "bot.transfer.requested.v1",
        "bot.turn.v1", "channel.state.v1", "channel.status.v1", "command.rejected.v1", "conversation.accepted.v1",
        "conversation.closed.v1", "conversation.customer.away.v1", "conversation.customer.returned.v1",
        "conversation.finished.v1", "conversation.form.received.v1", "conversation.message.v1",
        "conversation.notice.v1", "conversation.offer.withdrawn.v1", "conversation.offered.v1",
        "conversation.opened.v1", "conversation.parked.v1", "conversation.queued.v1", "conversation.read.v1",
        "conversation.refused.v1", "conversation.snapshot.v1", "conversation.subjects.offered.v1",
        "conversation.transferred.v1", "conversation.unparked.v1", "protocol.document.v1", "protocol.opened.v1",
        "protocol.page.v1", "protocol.read.v1", "protocol.revised.v1", "protocol.search.v1", "queue.state.v1",
        "queue.status.v1", "routing.decided.v1", "supervisor.agent.loggedout.v1",
        "supervisor.conversation.closed.v1", "supervisor.conversation.reassigned.v1",
        "supervisor.conversation.requeued.v1", "supervisor.protocol.saved.v1", "webchat.customer.away.v1",
        "webchat.customer.identified.v1", "webchat.customer.returned.v1", "webchat.form.submitted.v1",
        "webchat.message.sent.v1", "webchat.session.ended.v1", "webchat.session.started.v1",
        "webchat.subject.selected.v1",
    ]
}
