import Domain

/// A list from outside, within the limits of its elements' kind.
struct List<Element: Codable, Kind: Listed>: SchemaDescribing {
    let elements: [Element]

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        if let count = container.count, !Kind.listLimits.contains(count) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription:
                        "expected \(Kind.listLimits.lowerBound) to \(Kind.listLimits.upperBound) elements, got \(count)"
                ))
        }
        var elements: [Element] = []
        while !container.isAtEnd { elements.append(try container.decode(Element.self)) }
        self.elements = elements
    }

    func encode(to encoder: any Encoder) throws { try elements.encode(to: encoder) }

    private init(_ elements: [Element]) { self.elements = elements }

    static var schema: JSONValue {
        var members: [String: JSONValue] = [
            "type": "array", "items": Schema.node(of: Element.self),
            "maxItems": .integer(Int64(Kind.listLimits.upperBound)),
        ]
        if Kind.listLimits.lowerBound > 0 { members["minItems"] = .integer(Int64(Kind.listLimits.lowerBound)) }
        return .object(members)
    }

    static var sample: Self { Self([]) }
}

/// A map of short texts: at most 50, keys of 1 to 64 code points, values of up to 1,000, none with U+0000.
struct Attributes: SchemaDescribing {
    static let maximumCount = 50
    enum KeyLimits: TextLimits {
        static let length = 1...64
        static let sample = "contrato"
    }
    enum ValueLimits: TextLimits {
        static let length = 0...1_000
        static let sample = "4711"
    }

    let values: [String: String]

    private init() { values = [:] }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        let keys = container.allKeys
        try OpenObject.check(keys, atMost: Self.maximumCount, at: decoder.codingPath)
        var values: [String: String] = [:]
        for key in keys {
            values[key.stringValue] = try container.decode(Text<ValueLimits>.self, forKey: key).value
        }
        self.values = values
    }

    func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

    static var schema: JSONValue {
        [
            "type": "object", "maxProperties": .integer(Int64(maximumCount)),
            "propertyNames": Text<KeyLimits>.schema, "additionalProperties": Text<ValueLimits>.schema,
        ]
    }

    static var sample: Self { Self() }
}

/// An object whose content the contract leaves to others: at most 100 members, keys of 1 to 64 code points.
struct OpenObject: SchemaDescribing {
    static let maximumCount = 100

    let members: [String: JSONValue]

    private init() { members = [:] }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        let keys = container.allKeys
        try Self.check(keys, atMost: Self.maximumCount, at: decoder.codingPath)
        var members: [String: JSONValue] = [:]
        for key in keys { members[key.stringValue] = try container.decode(JSONValue.self, forKey: key) }
        self.members = members
    }

    func encode(to encoder: any Encoder) throws { try members.encode(to: encoder) }

    static func check(_ keys: [AnyKey], atMost limit: Int, at path: [any CodingKey]) throws {
        guard keys.count <= limit else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: path, debugDescription: "expected at most \(limit) members, got \(keys.count)"))
        }
        for key in keys {
            if let complaint = Text<Attributes.KeyLimits>.complaint(about: key.stringValue) {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: path, debugDescription: "a member's name: \(complaint)"))
            }
        }
    }

    static var schema: JSONValue {
        [
            "type": "object", "maxProperties": .integer(Int64(maximumCount)),
            "propertyNames": Text<Attributes.KeyLimits>.schema,
        ]
    }

    static var sample: Self { Self() }
}

/// Any member name.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
