import Foundation
import Identifiers

/// One message of the contract. The Swift type is the only source: its schema and its examples are derived from it,
/// and decoding is the validation.
///
/// A published message is never edited; a breaking change is a new type `.v2` beside it (house rule 11).
public protocol Message: Codable, Hashable, Sendable {
    static var type: MessageType { get }
    /// One sentence for people; it becomes the schema's description.
    static var summary: String { get }
    /// What must hold between fields.
    static var rules: [Rule] { get }
}

extension Message {
    public static var rules: [Rule] { [] }

    public var type: MessageType { Self.type }

    /// Reads and validates a body. Unknown fields are ignored; null is the same as absent.
    public static func decode(_ body: [UInt8]) throws(ContractError) -> Self {
        try JSONBody.check(body)
        do {
            return try JSONBody.decoder.decode(Checked<Self>.self, from: Data(body)).message
        } catch {
            throw ContractError(error)
        }
    }

    /// The body as one line of JSON.
    ///
    /// - Throws: ``ContractError`` for what cannot be written, and for more than ``JSONBody/maximumBytesFromUs``.
    public func encoded() throws(ContractError) -> [UInt8] {
        let body: [UInt8]
        do {
            body = Array(try JSONBody.encoder.encode(self))
        } catch {
            throw ContractError(error)
        }
        guard body.count <= JSONBody.maximumBytesFromUs else {
            throw ContractError(path: "", expected: "\(type) of at most 256 KiB, got \(body.count) bytes")
        }
        return body
    }
}

/// A message together with the rules over its fields.
private struct Checked<M: Message>: Decodable {
    let message: M

    init(from decoder: any Decoder) throws {
        message = try M(from: decoder)
        guard !M.rules.isEmpty else { return }
        let fields = try decoder.container(keyedBy: AnyKey.self)
        for rule in M.rules {
            if let complaint = try rule.complaint(about: fields) {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: complaint))
            }
        }
    }
}
