import Contracts
import Synchronization

/// One message as it came to a client of the public contract.
struct Received: Sendable {
    let type: MessageType
    let messageId: String
    let correlationId: String?
    let body: [UInt8]
    let at: ContinuousClock.Instant
}

/// What came and was not asked for yet, and who waits for what. Repeats are dropped by message-id: events arrive at
/// least once (contract page, "Delivery").
final class Inbox: Sendable {
    /// The most messages kept for somebody who may ask; the oldest go first.
    static let limit = 10_000

    private struct Waiter {
        let matches: @Sendable (Received) -> Bool
        let continuation: CheckedContinuation<Received?, Never>
    }

    private struct Contents {
        var messages: [Received] = []
        var seen: Set<String> = []
        var waiters: [Int: Waiter] = [:]
        var lastWaiter = 0
    }

    private let contents = Mutex(Contents())

    func add(_ message: Received) {
        let waiter = contents.withLock { contents -> Waiter? in
            guard contents.seen.insert(message.messageId).inserted else { return nil }
            if contents.seen.count > Self.limit { contents.seen = [message.messageId] }
            let served = contents.waiters.sorted { $0.key < $1.key }.first { $0.value.matches(message) }
            if let served { return contents.waiters.removeValue(forKey: served.key) }
            contents.messages.append(message)
            if contents.messages.count > Self.limit { contents.messages.removeFirst() }
            return nil
        }
        waiter?.continuation.resume(returning: message)
    }

    /// The first message that matches, kept or coming; nil after `time`.
    func first(
        within time: Duration, _ matches: @escaping @Sendable (Received) -> Bool
    ) async -> Received? {
        await withTaskGroup(of: Received?.self) { group in
            group.addTask { await self.wait(matches) }
            group.addTask {
                // Cancelled when the message came first: then nobody looks at this result.
                try? await ContinuousClock().sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func wait(_ matches: @escaping @Sendable (Received) -> Bool) async -> Received? {
        let id = contents.withLock { contents in
            contents.lastWaiter += 1
            return contents.lastWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                register(id, Waiter(matches: matches, continuation: continuation))
            }
        } onCancel: {
            contents.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: nil)
        }
    }

    private func register(_ id: Int, _ waiter: Waiter) {
        let outcome = contents.withLock { contents -> Received?? in
            if let index = contents.messages.firstIndex(where: waiter.matches) {
                return .some(contents.messages.remove(at: index))
            }
            if Task.isCancelled { return .some(nil) }
            contents.waiters[id] = waiter
            return .none
        }
        if case .some(let found) = outcome { waiter.continuation.resume(returning: found) }
    }
}
