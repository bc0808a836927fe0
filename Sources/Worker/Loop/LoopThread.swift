import Foundation
import Synchronization

/// The one thread on which a worker's delivery loop, its store and its handler live.
///
/// A database write blocks its thread during the disk sync; on a thread of the shared pool that would hold up the
/// network too (broker facts page, "On two cores use a dedicated thread").
@globalActor
public actor LoopThread {
    public static let shared = LoopThread()
    /// How long one piece of work may hold the thread before the worker counts as stuck.
    public static let stuckAfter: Duration = .seconds(5)

    private let executor = ThreadExecutor(name: "delivery-loop")

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// False while one piece of work has held the thread longer than ``stuckAfter``.
    public nonisolated var isMoving: Bool { executor.busyFor < Self.stuckAfter }
}

/// Runs what is enqueued, in order, on a thread of its own that lives as long as the process.
final class ThreadExecutor: SerialExecutor {
    private let queue = JobQueue()
    /// When the job under way began, in nanoseconds of the monotonic clock; 0 while there is none.
    private let busySince = Atomic<UInt64>(0)

    init(name: String) {
        let thread = Thread { [self] in work() }
        thread.name = name
        thread.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.append(UnownedJob(job))
    }

    var busyFor: Duration {
        let since = busySince.load(ordering: .relaxed)
        guard since != 0 else { return .zero }
        let now = DispatchTime.now().uptimeNanoseconds
        return .nanoseconds(Int64(now > since ? now - since : 0))
    }

    private func work() {
        while true {
            let job = queue.next()
            busySince.store(DispatchTime.now().uptimeNanoseconds, ordering: .relaxed)
            job.runSynchronously(on: asUnownedSerialExecutor())
            busySince.store(0, ordering: .relaxed)
        }
    }
}

/// The jobs that wait for the thread. The runtime bounds them: one per task that can run.
private final class JobQueue: @unchecked Sendable {
    // Proof for @unchecked: `jobs` is read and written only between lock() and unlock() of `condition`.
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    private var first = 0

    func append(_ job: UnownedJob) {
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    func next() -> UnownedJob {
        condition.lock()
        defer { condition.unlock() }
        while first == jobs.count { condition.wait() }
        let job = jobs[first]
        first += 1
        if first == jobs.count {
            jobs.removeAll(keepingCapacity: true)
            first = 0
        }
        return job
    }
}
