import Synchronization

/// Waves that stay in order although several are under way: when one of them ends unknown or unsent, every later one of
/// the same pipeline is `notSent`, whenever it was begun.
///
/// The caller then makes a new pipeline and begins again from the first message that was not confirmed.
public final class Pipeline: Sendable {
    private let broken = Atomic<Bool>(false)

    /// Makes a pipeline; it needs no closing.
    public init() {}

    /// Whether a wave of it ended unknown or unsent, so that nothing more goes through.
    public var isBroken: Bool { broken.load(ordering: .acquiring) }

    func breakDown() { broken.store(true, ordering: .releasing) }
}
