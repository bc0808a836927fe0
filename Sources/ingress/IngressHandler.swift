import Contracts
import Domain
import Identifiers
import Worker

/// Forwards what website gateways publish, word for word; which conversation it belongs to is in its ids. A session
/// that sends faster than its tenant allows is told so.
final class IngressHandler: Handler {
    private let door: Door
    private let directory: DirectorySource
    /// By conversation, which is one session's. In memory only: another replica begins with everybody's full allowance,
    /// and what it refuses may be judged anew (contract page, "Codes").
    private var allowances = Allowances<String>()

    init(_ context: WorkerContext) throws {
        door = try Door(.webchat, context)
        directory = try context.requireDirectory()
    }

    func handle(_ message: Inbound, in work: Work) throws {
        guard let (accepted, head) = try door.admit(message, in: work), case .session(let command) = accepted else {
            return
        }
        if mayPass(head) {
            work.send(head, message.body, to: .conversation, key: head.key)
        } else {
            try work.reject(slowDown(command, head, at: work.now), trace: head.trace)
        }
    }

    private func mayPass(_ head: Head) -> Bool {
        guard let tenant = head.tenant.flatMap({ directory.current.tenants[$0] }) else { return true }
        return allowances.take(from: head.key, at: head.at, pace: tenant.sessionPace)
    }

    private func slowDown(_ command: any SessionCommand, _ head: Head, at now: Instant) -> Rejection {
        Rejection(
            of: head, from: Claim(command),
            to: .customer(command.tenant, command.channelId, command.sessionId), code: .rateLimited,
            because: "The session sends faster than the tenant allows; send this again later.", at: now)
    }
}
