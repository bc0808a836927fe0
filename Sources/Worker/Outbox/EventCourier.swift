import RabbitMQ

/// Carries the public copies, in order, without anybody waiting for them. Several waves are under way at once, in one
/// pipeline; when it breaks, everything from the first unconfirmed goes again, in order. A refusal ends an event
/// (architecture page, "A public queue of somebody else never holds us up").
@LoopThread
final class EventCourier {
    /// Events in one wave.
    static let waveLimit = 256
    /// Events under way and not yet confirmed, over all waves.
    static let flyingLimit = 1_024
    /// Bytes that may wait before the loop takes nothing more: the rest waits in the broker, on disk.
    nonisolated static let waitingLimit = 8 * 1_024 * 1_024

    private struct Flight {
        let parcels: [Parcel]
        let pending: PendingOutcomes
    }

    private let post: Post
    private var waiting: [Parcel] = []
    private var waitingBytes = 0
    private var flying: [Flight] = []
    private var pipeline = Pipeline()
    private var isMending = false
    private let ready = Signal()
    private let sent = Signal()
    private let landed = Signal()

    init(_ post: Post) { self.post = post }

    /// To be called right after the commit; the order of calls is the order of sending.
    func enqueue(_ events: [Parcel]) {
        guard !events.isEmpty else { return }
        waiting += events
        waitingBytes += Self.bytes(of: events)
        ready.set()
    }

    /// Waits until there is room for another batch's events.
    func room() async {
        while waitingBytes > Self.waitingLimit, !Task.isCancelled { await landed.wait() }
        if waitingBytes <= Self.waitingLimit { landed.set() }
    }

    private static func bytes(of events: some Sequence<Parcel>) -> Int {
        events.reduce(0) { $0 + $1.publication.body.count }
    }

    private func takeFirst(_ count: Int) -> [Parcel] {
        let taken = Array(waiting.prefix(count))
        waiting.removeFirst(taken.count)
        waitingBytes -= Self.bytes(of: taken)
        return taken
    }

    private func putBack(_ events: [Parcel]) {
        waiting = events + waiting
        waitingBytes += Self.bytes(of: events)
    }

    /// Waits until everything is sent or the deadline has come.
    func flush(until deadline: ContinuousClock.Instant) async {
        while !waiting.isEmpty || !flying.isEmpty || isMending, ContinuousClock.now < deadline, !Task.isCancelled {
            await landed.wait(until: deadline)
        }
    }

    /// The courier's lifetime.
    func run() async {
        async let sending: Void = send()
        async let collecting: Void = collect()
        _ = await (sending, collecting)
    }

    private func send() async {
        while !Task.isCancelled {
            let room = Self.flyingLimit - flying.reduce(0) { $0 + $1.parcels.count }
            guard !waiting.isEmpty, room > 0, !isMending else {
                await ready.wait()
                continue
            }
            let wave = takeFirst(min(Self.waveLimit, room))
            if let pending = post.begin(wave, in: pipeline) {
                flying.append(Flight(parcels: wave, pending: pending))
                sent.set()
            } else {
                await sortOut(wave)
            }
        }
    }

    /// A wave with an impossible message goes by itself, after everything before it.
    private func sortOut(_ wave: [Parcel]) async {
        putBack(wave)
        while !flying.isEmpty || isMending, !Task.isCancelled { await landed.wait() }
        _ = await post.deliver(takeFirst(wave.count), keepsOrder: true)
    }

    private func collect() async {
        while !Task.isCancelled {
            guard let flight = flying.first else {
                await sent.wait()
                continue
            }
            let left = post.settle(flight.parcels, await flight.pending.outcomes)
            if left.isEmpty {
                flying.removeFirst()
            } else {
                await mend(left)
            }
            ready.set()
            landed.set()
        }
    }

    /// The pipeline broke: what is not confirmed goes back to the front, in order, and a new pipeline begins.
    private func mend(_ left: [Parcel]) async {
        isMending = true
        var left = left
        for flight in flying.dropFirst() { left += post.settle(flight.parcels, await flight.pending.outcomes) }
        flying = []
        try? await ContinuousClock().sleep(for: Post.firstPause)
        putBack(post.ours(left))
        pipeline = Pipeline()
        isMending = false
    }
}
