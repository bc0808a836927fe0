import Domain

/// A type that says itself which JSON it takes. What its schema refuses, its decoding refuses, and the other way
/// round; the tests put both to the same table.
public protocol SchemaDescribing: Codable {
    /// JSON Schema 2020-12.
    static var schema: JSONValue { get }
    /// Any valid value; the recorder needs one to go on with.
    static var sample: Self { get }
}

/// A Swift value that looks otherwise on the wire than in its own `Codable`, e.g. an instant, or that the wire bounds.
///
/// The containers' overloads below see to it that a message's field may be declared with the plain value.
public protocol Represented: Codable, Sendable {
    associatedtype Wire: Codable
    init(wire: Wire)
    var wire: Wire { get }
}

/// What may stand in a list that others send, and how many of it.
public protocol Listed: Codable {
    static var listLimits: ClosedRange<Int> { get }
}

/// An enum whose raw values are the words of the contract.
public protocol Word: SchemaDescribing, RawRepresentable, CaseIterable where RawValue == String {}

extension Word {
    public static var schema: JSONValue {
        ["type": "string", "enum": .array(allCases.map { .string($0.rawValue) })]
    }

    public static var sample: Self {
        // Proof: an enum whose raw values are strings and which lists its cases has at least one case here; the test
        // that derives every schema would fail on an empty one.
        allCases[allCases.startIndex]
    }

    /// Reads a word; an unknown one is an error that lists the known ones.
    static func read(_ text: String, at path: [any CodingKey]) throws -> Self {
        if let word = Self(rawValue: text) { return word }
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: path,
                debugDescription: "expected one of \(allCases.map(\.rawValue).joined(separator: ", "))"))
    }
}
