import Contracts
import Foundation
import Logging
import Metrics
import RabbitMQ
import ServiceLifecycle
import Storage

/// Runs a worker from its first line to its last: the whole main of a program.
public enum WorkerService {
    /// How long stopping may take before what is left is cut off (proof page: drain under 10 s).
    static let drainLimit: Duration = .seconds(9)

    /// Runs until SIGTERM or SIGINT, then finishes what is under way and returns. An error at start is one sentence
    /// on standard error, and the process ends with code 1.
    ///
    /// - Parameters:
    ///   - program: the program's name, e.g. `router`.
    ///   - streams: what it consumes.
    ///   - migrations: its own tables; nil for a program without a store.
    ///   - handler: makes its handler, on the loop's thread.
    ///   - queries: what it answers.
    public static func run(
        _ program: String, streams: [Contracts.Stream], migrations: [Migration]?, needsDirectory: Bool = true,
        handler: @escaping @Sendable (WorkerContext) throws -> any Handler,
        queries: @escaping @Sendable (WorkerContext) throws -> [QueryHandler] = { _ in [] }
    ) async {
        do {
            let settings = try Settings.ofProcess()
            let start = WorkerStart(
                program: program, streams: streams, migrations: migrations, needsDirectory: needsDirectory,
                settings: settings)
            try await start.run(handler: handler, queries: queries)
        } catch {
            FileHandle.standardError.write(Data("\(program): \(error)\n".utf8))
            exit(1)
        }
    }
}
