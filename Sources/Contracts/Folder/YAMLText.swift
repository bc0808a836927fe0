import Domain

/// Block-style YAML with members in order; every string that could be read as something else is quoted.
enum YAMLText {
    static func text(_ value: JSONValue) -> String {
        var lines = ""
        write(value, indent: 0, into: &lines)
        return lines
    }

    private static func write(_ value: JSONValue, indent: Int, into text: inout String) {
        let margin = String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                text += "\(margin)\(scalar(.string(key))):"
                writeBelow(member, indent: indent + 2, into: &text)
            }
        case .array(let elements) where !elements.isEmpty:
            for element in elements {
                var item = ""
                write(element, indent: indent + 2, into: &item)
                text += isFlat(element) ? "\(margin)- \(scalar(element))\n" : "\(margin)- \(item.dropFirst(indent + 2))"
            }
        default: text += "\(margin)\(scalar(value))\n"
        }
    }

    private static func writeBelow(_ value: JSONValue, indent: Int, into text: inout String) {
        if isFlat(value) {
            text += " \(scalar(value))\n"
        } else {
            text += "\n"
            write(value, indent: indent, into: &text)
        }
    }

    private static func isFlat(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let members): members.isEmpty
        case .array(let elements): elements.isEmpty
        default: true
        }
    }

    private static func scalar(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean(let truth): "\(truth)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .string(let text): isPlain(text) ? text : quoted(text)
        case .array: "[]"
        case .object: "{}"
        }
    }

    /// Words of letters and a few signs, but none that YAML reads as something else.
    private static func isPlain(_ text: String) -> Bool {
        let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        guard let first = text.utf8.first, Character(UnicodeScalar(first)).isLetter else { return false }
        return !words.contains(text.lowercased())
            && text.utf8.allSatisfy { Character(UnicodeScalar($0)).isASCIIWord || $0 == UInt8(ascii: "-") }
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.append(jsonString: text)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Character {
    fileprivate var isASCIIWord: Bool { isASCII && (isLetter || isNumber || self == "_" || self == ".") }
}
