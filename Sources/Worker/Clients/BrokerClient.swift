/// Something that works over its program's two connections for as long as the program runs: beside a delivery loop, or
/// alone in a program that has none. It repairs every loss itself.
public protocol BrokerClient: Sendable {
    /// Whether it does now everything it is there for.
    var isReady: Bool { get }
    /// Its lifetime; ends when the task is cancelled. What it has taken and not acknowledged goes back to the broker.
    ///
    /// - Throws: what makes going on impossible, as a sentence; the program ends with it.
    func run(over lines: BrokerLines) async throws
}
