import Contracts
import Domain
import Foundation
import Identifiers

/// One message as Guichê would send it: kept, so that it can be sent again or read afterwards.
struct Told: Sendable {
    var type: MessageType
    private(set) var messageId: String
    let correlation: String?
    let at: Instant
    /// The event's number in its conversation; nil for what has none.
    let seq: Int?
    var body: [UInt8]

    init(_ message: some Message, correlation: String?, at: Instant, seq: Int? = nil) throws(ContractError) {
        type = message.type
        messageId = UniqueID.fresh()
        self.correlation = correlation
        self.at = at
        self.seq = seq
        body = try message.encoded()
    }

    /// The same with members added or replaced: what a later version might send.
    func changed(_ members: [String: JSONValue], type: MessageType? = nil) throws -> Told {
        var copy = self
        guard case .object(var object) = try JSONDecoder().decode(JSONValue.self, from: Data(body)) else { return self }
        object.merge(members) { _, new in new }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        copy.body = Array(try encoder.encode(JSONValue.object(object)))
        copy.type = type ?? self.type
        return copy
    }

    /// The same with an unknown member that makes the body nearly as long as Guichê's may be.
    func enlarged() throws -> Told {
        let room = JSONBody.maximumBytesFromUs - body.count - Self.margin
        return try changed(["futurePadding": .string(String(repeating: "á", count: max(0, room / 2)))])
    }

    /// Room for the member's name and the punctuation, in bytes.
    private static let margin = 64
}

extension Told {
    /// The same content as another message.
    init(_ other: Told, id: String) {
        self = other
        messageId = id
    }
}
