import Contracts
import Domain
import Foundation

extension Frame {
    /// Nil for a body without a number, which no event of a conversation is.
    init?(_ event: Answer.PastEvent) {
        guard case .integer(let seq)? = event.body["seq"], let body = try? JSONEncoder().encode(event.body) else {
            return nil
        }
        self.init(type: event.type, seq: Int(seq), body: Array(body))
    }
}
