/// Several texts in one, each behind its length in bytes (`5:hello`), absent ones as `-`. The outbox and the parked
/// messages keep their envelopes so: reading and writing it is far cheaper than JSON, and any text can be inside.
struct PackedText {
    private(set) var text = ""

    mutating func append(_ part: String?) {
        guard let part else {
            text += "-"
            return
        }
        text += "\(part.utf8.count):"
        text += part
    }
}

/// Reads a ``PackedText`` part by part. What can't be read is nil; only this program wrote it.
struct PackedTextReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func next() -> String? {
        guard let first = rest.first else { return nil }
        guard first != UInt8(ascii: "-") else {
            rest.removeFirst()
            return nil
        }
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), let count = Int(String(Substring(rest[..<colon]))),
            let end = rest.index(colon, offsetBy: count + 1, limitedBy: rest.endIndex)
        else {
            rest = rest[rest.endIndex...]
            return nil
        }
        defer { rest = rest[end...] }
        return String(Substring(rest[rest.index(after: colon)..<end]))
    }
}
