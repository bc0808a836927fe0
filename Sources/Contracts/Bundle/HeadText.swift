import Identifiers

/// A head as one line of JSON. Written by hand because every message of every hop has one: a tenth of what the
/// general encoder costs.
extension Head {
    func write(into line: inout [UInt8]) {
        line.append(json: "{\"type\":")
        line.append(jsonString: type.rawValue)
        line.append(json: ",\"id\":")
        line.append(jsonString: id)
        if let tenant { line.append(json: ",\"tenant\":", string: tenant.text) }
        line.append(json: ",\"key\":", string: key)
        if let sender {
            line.append(json: ",\"sender\":{\"kind\":", string: sender.kind.rawValue)
            line.append(json: ",\"id\":", string: sender.id)
            line.append(json: "}")
        }
        line.append(json: ",\"at\":\(at.milliseconds)")
        if let trace { line.append(json: ",\"trace\":", string: trace) }
        if let audience {
            line.append(json: ",\"audience\":")
            for (index, name) in audience.enumerated() {
                line.append(json: index == 0 ? "[" : ",", string: name)
            }
            line.append(json: audience.isEmpty ? "[]" : "]")
        }
        line.append(json: "}")
    }
}

extension Head: Decodable {
    private enum Field: String, CodingKey { case type, id, tenant, key, sender, at, trace, audience }
    private enum SenderField: String, CodingKey { case kind, id }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        type = MessageType(try fields.decode(String.self, forKey: .type))
        id = try fields.decode(String.self, forKey: .id)
        tenant = try fields.decodeIfPresent(String.self, forKey: .tenant).map(TenantID.init(trusted:))
        key = try fields.decode(String.self, forKey: .key)
        at = Instant(milliseconds: try fields.decode(Int64.self, forKey: .at))
        trace = try fields.decodeIfPresent(String.self, forKey: .trace)
        audience = try fields.decodeIfPresent([String].self, forKey: .audience)
        guard fields.contains(.sender) else { return }
        let parts = try fields.nestedContainer(keyedBy: SenderField.self, forKey: .sender)
        guard let kind = Sender.Kind(rawValue: try parts.decode(String.self, forKey: .kind)) else {
            throw DecodingError.dataCorruptedError(forKey: .kind, in: parts, debugDescription: "unknown sender kind")
        }
        sender = Sender(kind: kind, id: try parts.decode(String.self, forKey: .id))
    }
}

extension [UInt8] {
    mutating func append(json text: String) { append(contentsOf: text.utf8) }

    mutating func append(json text: String, string: String) {
        append(json: text)
        append(jsonString: string)
    }

    /// The text as a JSON string: quotes, backslashes and control characters escaped, all else as UTF-8.
    mutating func append(jsonString text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                append(json: "\\u00")
                append(digits[Int(byte >> 4)])
                append(digits[Int(byte & 0xF)])
            default:
                append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
