import Foundation
import Identifiers

/// The body of a timer's message.
struct TimerBody: Codable {
    let kind: String
    let token: String
    let due: Instant

    init(_ timer: FiredTimer) {
        kind = timer.kind
        token = timer.token
        due = timer.due
    }

    init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json))
    }

    func json() throws -> [UInt8] {
        [UInt8](try JSONEncoder().encode(self))
    }

    var fired: FiredTimer { FiredTimer(kind: kind, token: token, due: due) }
}
