import Domain

/// A body that is not what its type promises, in one sentence that names the field. Trying again does not help.
public struct ContractError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where, e.g. `attachments[2].url`; empty for the body as a whole.
    public let path: String
    /// What was expected there, and what was found if that helps.
    public let expected: String

    public init(path: String, expected: String) {
        self.path = path
        self.expected = expected
    }

    public static let code = RejectionCode.invalidContract
    public static let isWorthRetrying = false

    public var description: String { path.isEmpty ? expected : "\(path): \(expected)" }
}

extension ContractError {
    /// Whatever a coder threw, in our words.
    init(_ error: any Error) {
        switch error {
        case let error as ContractError: self = error
        case DecodingError.keyNotFound(let key, let context):
            self.init(path: Self.path(context.codingPath + [key]), expected: "is required")
        case DecodingError.valueNotFound(let type, let context):
            self.init(path: Self.path(context.codingPath), expected: "expected \(Self.name(type)), got null")
        case DecodingError.typeMismatch(let type, let context):
            self.init(path: Self.path(context.codingPath), expected: "expected \(Self.name(type))")
        case DecodingError.dataCorrupted(let context):
            let isSyntax = context.codingPath.isEmpty && context.debugDescription.contains("not valid JSON")
            self.init(
                path: Self.path(context.codingPath),
                expected: isSyntax ? "expected a valid JSON object" : context.debugDescription)
        default:
            self.init(path: "", expected: "expected JSON this program can represent: \(error)")
        }
    }

    static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }

    private static func name(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any FixedWidthInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type, is any UnkeyedDecodingContainer.Type: "a list"
        case is any SchemaDescribing.Type: "another kind of value"
        default: "an object"
        }
    }
}
