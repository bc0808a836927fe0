import Accounts
import Contracts
import Dispatch
import Synchronization

/// Compares passwords, one at a time: each takes 32 MiB and a tenth of a second or more of one core.
final class PasswordDesk: Sendable {
    /// The most who wait for their turn; more are told to come again.
    static let most = 16

    private let queue = DispatchQueue(label: "passwords", qos: .utility)
    private let waiting = Mutex(0)

    /// Compared with when nobody has that name, so that a guess takes as long whether or not he exists.
    private static let nobodys = PasswordHash.sample

    /// Nil when too many are waiting.
    func fits(_ password: String, _ hash: PasswordHash?) async -> Bool? {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < Self.most else { return false }
            waiting += 1
            return true
        }
        guard hasRoom else { return nil }
        defer { waiting.withLock { $0 -= 1 } }
        return await withCheckedContinuation { continuation in
            queue.async {
                let fits = (hash ?? Self.nobodys).fits(password)
                continuation.resume(returning: fits && hash != nil)
            }
        }
    }
}
