import Identifiers

/// Reads a head in the very form ``Head/write(into:)`` gives it, at a tenth of the general decoder's cost. Anything
/// else, such as an escaped character or a field of a later version, is nil: then the general decoder reads it.
struct HeadReader {
    private var rest: ArraySlice<UInt8>

    static func read(_ line: ArraySlice<UInt8>) -> Head? {
        var reader = HeadReader(rest: line)
        return reader.head()
    }

    private mutating func head() -> Head? {
        guard let type = required("{\"type\":"), let id = required(",\"id\":"),
            let tenant = optional(",\"tenant\":"), let key = required(",\"key\":"), let sender = sender(),
            skip(",\"at\":"), let at = number(), let trace = optional(",\"trace\":"), let audience = audience(),
            skip("}"), rest.isEmpty
        else { return nil }
        return Head(
            type: MessageType(type), id: id, tenant: tenant.map(TenantID.init(trusted:)), key: key, sender: sender,
            at: Instant(milliseconds: at), trace: trace, audience: audience)
    }

    /// Nil for a mistake, `.some(nil)` for no sender.
    private mutating func sender() -> Sender?? {
        guard skip(",\"sender\":{\"kind\":") else { return .some(nil) }
        guard let word = string(), let kind = Sender.Kind(rawValue: word), let id = required(",\"id\":"), skip("}")
        else { return nil }
        return Sender(kind: kind, id: id)
    }

    /// Nil for a mistake, `.some(nil)` for no audience.
    private mutating func audience() -> [String]?? {
        guard skip(",\"audience\":[") else { return .some(nil) }
        var names: [String] = []
        while !skip("]") {
            guard names.isEmpty || skip(","), let name = string() else { return nil }
            names.append(name)
        }
        return names
    }

    private mutating func required(_ name: StaticString) -> String? { skip(name) ? string() : nil }

    /// Nil for a mistake, `.some(nil)` for an absent field.
    private mutating func optional(_ name: StaticString) -> String?? {
        guard skip(name) else { return .some(nil) }
        guard let text = string() else { return nil }
        return text
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { expected in
            guard rest.starts(with: expected) else { return false }
            rest.removeFirst(expected.count)
            return true
        }
    }

    /// A string without escapes.
    private mutating func string() -> String? {
        guard rest.first == UInt8(ascii: "\""),
            let end = rest.dropFirst().firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
            rest[end] == UInt8(ascii: "\""),
            let text = String(validating: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        else { return nil }
        rest = rest[(end + 1)...]
        return text
    }

    private mutating func number() -> Int64? {
        let digits = rest.prefix { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[digits.endIndex...]
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}
