import RabbitMQ
import Storage

/// Carries what batches promised, strictly in order: publishes, waits for the confirms, acknowledges the input, and
/// only then looks at the next (broker facts page, "Complete batches strictly in order").
@LoopThread
final class Courier {
    /// What one committed transaction promised, and the input that is done with it.
    struct Flight {
        let parcels: [Parcel]
        let deliveries: [Delivery]
        /// True if not everything that came before the input is done, too.
        var isOutOfOrder = false
    }

    private let post: Post
    private let acknowledge: @LoopThread (Flight) -> Void
    private let metrics: LoopMetrics
    private var waiting: [Flight] = []
    private var isFlying = false
    private let arrived = Signal()
    private let landed = Signal()

    init(_ post: Post, metrics: LoopMetrics, acknowledge: @escaping @LoopThread (Flight) -> Void) {
        self.post = post
        self.metrics = metrics
        self.acknowledge = acknowledge
    }

    private var outstanding: Int { waiting.count + (isFlying ? 1 : 0) }

    /// To be called right after the commit, without anything in between: the order of calls is the order of sending.
    func enqueue(_ flight: Flight) {
        guard !flight.parcels.isEmpty || !flight.deliveries.isEmpty else { return }
        waiting.append(flight)
        arrived.set()
    }

    /// Waits until at most `limit` flights are unfinished.
    func room(_ limit: Int) async {
        while outstanding > limit, !Task.isCancelled { await landed.wait() }
        if outstanding <= limit { landed.set() }
    }

    /// The courier's lifetime.
    func run() async {
        while !Task.isCancelled {
            guard !waiting.isEmpty else {
                await arrived.wait()
                continue
            }
            let flight = waiting.removeFirst()
            isFlying = true
            let isDone = await fly(flight)
            isFlying = false
            landed.set()
            if !isDone { return }
        }
    }

    private func fly(_ flight: Flight) async -> Bool {
        let start = ContinuousClock.now
        for wave in Self.waves(flight.parcels) {
            guard await post.deliver(wave, keepsOrder: false) else { return false }
        }
        metrics.published(flight.parcels.count, in: ContinuousClock.now - start)
        CrashPoint.beforeAcknowledge.passed()
        acknowledge(flight)
        CrashPoint.afterAcknowledge.passed()
        return true
    }

    /// Splits so that no wave has two bundles of the same lane: one unconfirmed publication per source and queue.
    nonisolated static func waves(_ parcels: [Parcel]) -> [[Parcel]] {
        var waves: [[Parcel]] = []
        var depth: [String: Int] = [:]
        for parcel in parcels {
            let lane = parcel.lane
            let level = depth[lane, default: 0]
            depth[lane] = level + 1
            if level == waves.count { waves.append([]) }
            waves[level].append(parcel)
        }
        return waves
    }
}
