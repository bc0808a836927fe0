import Contracts
import Identifiers
import Logging
import Storage

/// What every part of the loop works with.
@LoopThread
final class LoopParts {
    /// The longest reason or detail kept of a mistake, in characters.
    static let detailLimit = 500

    /// Outbox rows read at once when a partition is taken.
    static let pageLimit = 500
    /// Due timers of one partition claimed in one transaction; the rest follows in the next.
    static let timerLimit = 256

    let program: String
    let replica: String
    let topology: Topology
    let store: Store?
    let handler: any Handler
    let log: Logger
    let metrics: LoopMetrics
    let packing: Packing
    let opsPort: Int
    private var generator = SystemRandomNumberGenerator()

    init(_ context: WorkerContext, handler: any Handler) {
        program = context.program
        replica = context.replica
        topology = context.topology
        store = context.store
        log = context.log
        opsPort = context.settings.opsPort
        self.handler = handler
        metrics = LoopMetrics()
        packing = Packing(program: context.program, topology: context.topology)
    }

    func uniqueID(at now: Instant) -> String {
        UniqueID.v7(at: now, random: (generator.next(), generator.next()))
    }

    func metadata(_ message: Inbound, _ error: any Error) -> Logger.Metadata {
        [
            LogKey.stream: "\(message.stream.rawValue)", LogKey.partition: "\(message.partition)",
            LogKey.type: "\(message.head.type)", LogKey.key: "\(message.head.key)", LogKey.error: "\(error)",
        ]
    }
}
