import Synchronization

/// Where the connection's thread puts what arrived for one consumer, and its one caller waits.
final class Mailbox: Sendable {
    private struct Waiter {
        let id: UInt64
        let continuation: CheckedContinuation<Result<Batch?, RabbitMQError>, Never>
    }

    private struct State {
        var accumulator = BatchAccumulator()
        var waiter: Waiter?
        var isClosed = false
        var lastWaiter: UInt64 = 0
    }

    private let state = Mutex(State())
    private let maximumBatch: Int

    init(maximumBatch: Int) { self.maximumBatch = maximumBatch }

    /// Waits until something is there and takes it; nil after the end. Throws if somebody waits already.
    func next() async throws(RabbitMQError) -> Batch? {
        let id = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(Waiter(id: id, continuation: $0)) }
        } onCancel: {
            cancel(id)
        }
        return try result.get()
    }

    func append(_ deliveries: [Delivery]) { change { $0.append(deliveries) } }

    func end(_ subscription: Subscription, _ reason: EndReason) { change { $0.end(subscription, reason) } }

    func drop(_ subscription: Subscription) { change { $0.drop(subscription) } }

    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            state.accumulator = BatchAccumulator()
            return state.waiter.take()
        }
        waiter?.continuation.resume(returning: .success(nil))
    }

    private func wait(_ waiter: Waiter) {
        let answer = state.withLock { state -> Result<Batch?, RabbitMQError>? in
            if state.isClosed { return .success(nil) }
            if !state.accumulator.isEmpty { return .success(state.accumulator.take(maximum: maximumBatch)) }
            if Task.isCancelled { return .failure(RabbitMQError(.cancelled, "The task was cancelled.")) }
            if state.waiter != nil {
                return .failure(RabbitMQError(.alreadyWaiting, "Another task waits for this consumer's next batch."))
            }
            state.waiter = waiter
            return nil
        }
        if let answer { waiter.continuation.resume(returning: answer) }
    }

    private func cancel(_ id: UInt64) {
        let waiter = state.withLock { $0.waiter?.id == id ? $0.waiter.take() : nil }
        waiter?.continuation.resume(returning: .failure(RabbitMQError(.cancelled, "The task was cancelled.")))
    }

    private func change(_ body: (inout BatchAccumulator) -> Void) {
        let ready = state.withLock { state -> (Waiter, Batch)? in
            guard !state.isClosed else { return nil }
            body(&state.accumulator)
            guard !state.accumulator.isEmpty, let waiter = state.waiter.take() else { return nil }
            return (waiter, state.accumulator.take(maximum: maximumBatch))
        }
        if let (waiter, batch) = ready { waiter.continuation.resume(returning: .success(batch)) }
    }
}
