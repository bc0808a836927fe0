import Contracts
import Storage

/// Runs a worker from its first line to its last: the whole main of a program.
public enum WorkerService {
    /// Runs until SIGTERM or SIGINT, then finishes what is under way and returns. An error at start is one sentence
    /// on standard error, and the process ends with code 1.
    ///
    /// - Parameters:
    ///   - program: the program's name, e.g. `router`.
    ///   - streams: what it consumes.
    ///   - migrations: its own tables; nil for a program without a store.
    ///   - handler: makes its handler, on the loop's thread.
    ///   - queries: what it answers.
    ///   - client: makes what works beside the loop; nil for nothing.
    public static func run(
        _ program: String, streams: [Contracts.Stream], migrations: [Migration]?, needsDirectory: Bool = true,
        handler: @escaping @Sendable (WorkerContext) throws -> any Handler,
        queries: @escaping @Sendable (WorkerContext) throws -> [QueryHandler] = { _ in [] },
        client: @escaping @Sendable (WorkerContext) throws -> (any BrokerClient)? = { _ in nil }
    ) async {
        let start = ProgramStart(program: program, migrations: migrations, needsDirectory: needsDirectory)
        await start.run { context, metrics in
            RunningWorker(
                context: context, streams: streams, metrics: metrics, handler: handler,
                queries: try queries(context), client: try client(context))
        }
    }
}
