import Dispatch
import Foundation

/// SIGHUP as a sequence: one element for each, or one for several that came while nobody looked.
enum HangUps {
    static func received() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        signal(SIGHUP, SIG_IGN)
        // Proof for nonisolated(unsafe): libdispatch allows cancel() from any thread, and nothing else is called later.
        nonisolated(unsafe) let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        source.setEventHandler { continuation.yield() }
        continuation.onTermination = { _ in source.cancel() }
        source.resume()
        return stream
    }
}
