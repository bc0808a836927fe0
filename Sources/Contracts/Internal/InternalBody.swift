import Foundation

/// The bodies of internal messages that are values of the domain, as one line of JSON.
public enum InternalBody {
    private static let encoder = JSONEncoder()
    private static let decoder = JSONDecoder()

    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        Array(try encoder.encode(value))
    }

    public static func decode<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) throws -> Value {
        try decoder.decode(type, from: Data(body))
    }
}
