import Synchronization

/// A wave on its way: its outcomes come later. Begun waves go onto the wire in the order they were begun.
public final class PendingOutcomes: Sendable {
    private struct State {
        var outcomes: [Outcome]?
        var waiters: [CheckedContinuation<[Outcome], Never>] = []
    }

    private let state = Mutex(State())
    private let abandon: @Sendable () -> Void

    init(abandon: @escaping @Sendable () -> Void) { self.abandon = abandon }

    /// What became of each message, in the order of the messages. A cancelled task gives the wave up and gets what is
    /// known by then.
    public var outcomes: [Outcome] {
        get async {
            await withTaskCancellationHandler {
                await withCheckedContinuation { wait($0) }
            } onCancel: {
                abandon()
            }
        }
    }

    /// Called once, by whoever settles the last message.
    func resolve(_ outcomes: [Outcome]) {
        let waiters = state.withLock { state in
            state.outcomes = outcomes
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: outcomes) }
    }

    private func wait(_ waiter: CheckedContinuation<[Outcome], Never>) {
        let outcomes = state.withLock { state in
            if state.outcomes == nil { state.waiters.append(waiter) }
            return state.outcomes
        }
        if let outcomes { waiter.resume(returning: outcomes) }
    }
}
