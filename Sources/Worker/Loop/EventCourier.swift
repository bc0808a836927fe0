/// Carries the public copies, in order, without anybody waiting for them. On a lost connection everything from the
/// first unconfirmed goes again, in order; a refusal ends an event (architecture page, "A public queue of somebody
/// else never holds us up").
@LoopThread
final class EventCourier {
    /// Events in one wave.
    static let waveLimit = 512

    private let post: Post
    private var waiting: [Parcel] = []
    private var isFlying = false
    private let arrived = Signal()
    private let landed = Signal()

    init(_ post: Post) { self.post = post }

    /// To be called right after the commit; the order of calls is the order of sending.
    func enqueue(_ events: [Parcel]) {
        guard !events.isEmpty else { return }
        waiting += events
        arrived.set()
    }

    /// How many wait for the public exchange; the loop slows down when they are too many.
    var backlog: Int { waiting.count }

    /// Waits until everything is sent or the deadline has come.
    func flush(until deadline: ContinuousClock.Instant) async {
        while !waiting.isEmpty || isFlying, ContinuousClock.now < deadline, !Task.isCancelled {
            await landed.wait(until: deadline)
        }
    }

    /// The courier's lifetime.
    func run() async {
        while !Task.isCancelled {
            guard !waiting.isEmpty else {
                await arrived.wait()
                continue
            }
            let wave = Array(waiting.prefix(Self.waveLimit))
            waiting.removeFirst(wave.count)
            isFlying = true
            _ = await post.deliver(wave, keepsOrder: true)
            isFlying = false
            landed.set()
        }
    }
}
