import Contracts

extension Envelope {
    /// This envelope as one text for the store. Headers of kinds the contract does not use are left out.
    var packed: String {
        var pack = PackedText()
        for part in [
            type?.rawValue, messageId, correlationId, timestamp.map(String.init), appId, userId, replyTo, contentType,
            persistent ? "1" : "0",
        ] {
            pack.append(part)
        }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            guard let (kind, text) = value.packed else { continue }
            pack.append(name)
            pack.append(kind)
            pack.append(text)
        }
        return pack.text
    }

    init(packed text: String) {
        var reader = PackedTextReader(text)
        self.init(
            type: reader.next().map { MessageType($0) }, messageId: reader.next(), correlationId: reader.next(),
            timestamp: reader.next().flatMap { Int64($0) }, appId: reader.next(), userId: reader.next(),
            replyTo: reader.next(), contentType: reader.next(), persistent: reader.next() == "1")
        while !reader.isAtEnd {
            guard let name = reader.next(), let kind = reader.next(), let value = reader.next() else { return }
            headers[name] = HeaderValue(packed: value, kind: kind)
        }
    }
}

extension HeaderValue {
    fileprivate var packed: (kind: String, text: String)? {
        switch self {
        case .string(let text): ("s", text)
        case .integer(let number): ("i", String(number))
        case .boolean(let flag): ("b", flag ? "1" : "0")
        case .array(let values): ("a", Self.packed(values))
        }
    }

    private static func packed(_ values: [HeaderValue]) -> String {
        var pack = PackedText()
        for value in values { pack.append(value.text) }
        return pack.text
    }

    fileprivate init?(packed text: String, kind: String) {
        switch kind {
        case "s": self = .string(text)
        case "i": self = Int64(text).map { .integer($0) } ?? .string(text)
        case "b": self = .boolean(text == "1")
        case "a":
            var reader = PackedTextReader(text)
            var values: [HeaderValue] = []
            while !reader.isAtEnd { if let value = reader.next() { values.append(.string(value)) } }
            self = .array(values)
        default: return nil
        }
    }
}
