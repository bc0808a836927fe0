import Domain
import Foundation

/// The JSON of bodies: what is refused before any decoder sees it, and the shared coders.
public enum JSONBody {
    /// What others send is at most this long, in bytes (contract page).
    public static let maximumBytesFromOthers = 64 * 1_024
    /// What Guichê sends is at most this long, in bytes (contract page).
    public static let maximumBytesFromUs = 256 * 1_024
    /// Objects and lists inside each other. Deeper bodies are refused, so that nothing recurses without limit.
    public static let maximumDepth = 32

    /// Refuses what is not UTF-8, has a U+0000 byte, nests too deeply, or has a number or a string that is none.
    /// Linear in the length, no recursion. Numbers and strings are looked at here because the decoder reads only
    /// those it is asked for.
    public static func check(_ body: [UInt8]) throws(ContractError) {
        if body.isEmpty { throw ContractError(path: "", expected: "a JSON object, got nothing") }
        if body.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw ContractError(path: "", expected: "JSON without a byte order mark")
        }
        guard String(validating: body, as: UTF8.self) != nil else {
            throw ContractError(path: "", expected: "JSON in UTF-8")
        }
        var depth = 0
        var string = JSONString.outside
        var number = JSONNumber.none
        for byte in body {
            if byte == 0 { throw ContractError(path: "", expected: "JSON without U+0000") }
            let wasOutside = string == .outside
            guard string.takes(byte) else {
                throw ContractError(
                    path: "",
                    expected: "JSON whose strings have no control characters, no unknown escapes and no "
                        + "half of a surrogate pair")
            }
            guard wasOutside else { continue }
            guard number.takes(byte) else { throw ContractError(path: "", expected: "JSON whose numbers are JSON's") }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > maximumDepth {
                    throw ContractError(path: "", expected: "JSON nested at most \(maximumDepth) deep")
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
    }

    static let decoder = JSONDecoder()

    static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return encoder
    }()

    /// One line.
    static func text(_ value: JSONValue) throws(ContractError) -> [UInt8] {
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw ContractError(error)
        }
    }

    /// For files people read: indented, members in order, a newline at the end.
    static func pretty(_ value: JSONValue) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    }
}
