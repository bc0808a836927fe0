import Contracts
import Domain
import Metrics

extension Work {
    /// Tells a sender that his message was refused, and counts it.
    public func reject(_ rejection: Rejection, trace: String? = nil) throws {
        Counter(label: "guiche_rejected_total", dimensions: [("code", rejection.event.code.rawValue)]).increment()
        let envelope = rejection.envelope(trace: trace)
        let body = try rejection.event.encoded()
        switch rejection.recipient {
        case .audience(let audience):
            publish(
                PublicEvent(
                    routingKeys: [audience.routingKey(for: rejection.event.type)],
                    type: rejection.event.type.rawValue, messageId: rejection.messageId,
                    correlationId: envelope.correlationId, at: rejection.event.at, trace: trace, body: body))
        case .bot(let tenant, let bot):
            send(direct: topology.botQueue(tenant: tenant, bot: bot), envelope, body)
        }
    }

    /// Keeps what can be told to nobody where operators find it, and counts it.
    public func bury(_ letter: DeadLetter) {
        Counter(label: "guiche_dead_letters_total", dimensions: [("reason", letter.reason)]).increment()
        send(direct: topology.deadLetters, letter.envelope, letter.body)
    }
}
