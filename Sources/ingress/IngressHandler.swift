import Contracts
import Worker

/// Forwards what website gateways publish, word for word; which conversation it belongs to is in its ids.
final class IngressHandler: Handler {
    private let door: Door

    init(_ context: WorkerContext) throws {
        door = try Door(.webchat, context)
    }

    func handle(_ message: Inbound, in work: Work) throws {
        guard let (_, head) = try door.admit(message, in: work) else { return }
        work.send(head, message.body, to: .conversation, key: head.key)
    }
}
