import Contracts
import Worker

/// The questions whose answers are still to come: whoever asks is told so at once (`unavailable`), instead of waiting.
struct NotServed: Error, CustomStringConvertible {
    let description = "This version does not answer this question yet."

    static var queries: [QueryHandler] {
        [QueryKey.channels, .queues].map { key in QueryHandler(key: key) { _ in throw NotServed() } }
    }
}
