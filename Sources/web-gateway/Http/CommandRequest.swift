import Contracts
import Domain
import Foundation
import Hummingbird
import Worker

/// What a page wants said: a message of the contract without the fields that tell who says it, and when.
struct CommandRequest: Decodable, Sendable {
    /// The message-id: the same again has no second effect.
    let id: String
    let type: String
    private let data: JSONObject

    private enum Field: String, CodingKey {
        case id, type, data
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        id = try fields.decode(String.self, forKey: .id)
        type = try fields.decode(String.self, forKey: .type)
        guard case .object(let members) = try fields.decode(JSONValue.self, forKey: .data) else {
            throw DecodingError.dataCorruptedError(
                forKey: .data, in: fields, debugDescription: "expected an object")
        }
        data = members
    }

    /// - Throws: ``Refusal`` for what is no such request.
    static func read(_ request: Request) async throws -> CommandRequest {
        try await request.json(as: CommandRequest.self)
    }

    /// A member of the data that is a text.
    subscript(_ name: String) -> String? { data[name]?.text }

    /// The message, signed. What the page says in a signed field counts for nothing.
    ///
    /// - Parameters:
    ///   - types: what may be said here.
    ///   - signature: the fields that tell who says it; null takes a member away.
    /// - Throws: ``Refusal`` naming what is wrong with it.
    func message(of types: [any Message.Type], signedBy signature: JSONObject) throws(Refusal) -> any Message {
        guard !id.isEmpty, id.unicodeScalars.count <= Envelope.maximumMessageID else {
            throw .invalid("id: expected 1 to \(Envelope.maximumMessageID) characters")
        }
        guard let wanted = types.first(where: { $0.type.rawValue == type }) else {
            throw Refusal(status: .badRequest, code: "unknown_type", sentence: "type: \(type) can't be said here")
        }
        var members = data.merging(signature) { _, signed in signed }
        members["at"] = .string(WallClock.now().rfc3339)
        do {
            return try wanted.decode(Array(JSONEncoder().encode(JSONValue.object(members))))
        } catch let error as ContractError {
            throw .invalid("data.\(error)")
        } catch {
            throw .invalid("data: \(error)")
        }
    }
}

extension Request {
    /// The body as `Value`.
    ///
    /// - Throws: ``Refusal`` naming what is wrong with it.
    func json<Value: Decodable>(as type: Value.Type) async throws -> Value {
        let body = Array(try await self.body.collect(upTo: JSONBody.maximumBytesFromOthers).readableBytesView)
        do {
            try JSONBody.check(body)
            return try JSONDecoder().decode(type, from: Data(body))
        } catch let error as ContractError {
            throw Refusal.invalid("\(error)")
        } catch DecodingError.keyNotFound(let key, _) {
            throw Refusal.invalid("\(key.stringValue): is required")
        } catch DecodingError.dataCorrupted(let context) {
            throw Refusal.invalid(
                "\(context.codingPath.map(\.stringValue).joined(separator: ".")): \(context.debugDescription)")
        } catch {
            throw Refusal.invalid("The body is not the JSON that is expected here.")
        }
    }
}
