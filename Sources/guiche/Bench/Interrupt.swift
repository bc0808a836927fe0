import Dispatch
import Foundation

/// Ctrl-C ends the load early and lets it report; a second one ends the program.
enum Interrupt {
    /// Calls `body` at the first Ctrl-C (or SIGTERM) while `work` runs.
    static func watch<Result: Sendable>(
        _ body: @escaping @Sendable () -> Void, _ work: () async throws -> Result
    ) async rethrows -> Result {
        let sources = [SIGINT, SIGTERM].map { number in
            // Dispatch reports a signal only where its own action is switched off.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                signal(number, SIG_DFL)
                body()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await work()
    }
}
