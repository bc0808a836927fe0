import Foundation

/// Runs a program that has no delivery loop, such as a reference client, from its first line to its last.
public enum ClientService {
    /// Runs until SIGTERM or SIGINT. An error at start is one sentence on standard error, and the process ends with
    /// code 1.
    ///
    /// - Parameter client: makes what the program is there for.
    public static func run(
        _ program: String, client: @escaping @Sendable (WorkerContext) throws -> any BrokerClient
    ) async {
        await ProgramStart(program: program, migrations: nil, needsDirectory: true).run { context, metrics in
            RunningClient(context: context, metrics: metrics, client: try client(context))
        }
    }
}
