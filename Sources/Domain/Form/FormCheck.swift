import Identifiers

/// A submission held against its form, field by field (rule 1). Pure.
public struct FormCheck: Hashable, Sendable {
    /// The valid values by the id of their field; blank ones are left out, blanks around them are cut off.
    public private(set) var values: [String: String] = [:]
    /// What is wrong, by the id of the field.
    public private(set) var faults: [String: Fault] = [:]

    /// Why a value was not taken.
    public enum Fault: Hashable, Sendable {
        case missing
        case tooLong(limit: Int)
        /// Not what the type of the field wants.
        case malformed(Form.FieldType)
        /// The form has no such field: nothing the customer wrote is dropped silently.
        case unknownField
    }

    public init(_ submitted: JSONObject, against form: Form) {
        for field in form.fields { check(field, submitted[field.id] ?? .null) }
        let known = Set(form.fields.map(\.id))
        for id in submitted.keys where !known.contains(id) { faults[id] = .unknownField }
    }

    public var isValid: Bool { faults.isEmpty }

    private mutating func check(_ field: Form.Field, _ value: JSONValue) {
        guard let text = Self.text(of: value, as: field.type) else {
            faults[field.id] = .malformed(field.type)
            return
        }
        let trimmed = text.trimmed
        if trimmed.isEmpty {
            if field.required { faults[field.id] = .missing }
            return
        }
        let limit = field.maxLength ?? field.type.maximumLength
        if trimmed.unicodeScalars.count > limit {
            faults[field.id] = .tooLong(limit: limit)
        } else if field.type.accepts(trimmed) {
            values[field.id] = trimmed
        } else {
            faults[field.id] = .malformed(field.type)
        }
    }

    /// Nil for what cannot be a value of the type at all.
    private static func text(of value: JSONValue, as type: Form.FieldType) -> String? {
        switch value {
        case .null: ""
        case .string(let text): text
        case .integer(let number) where type == .number: "\(number)"
        case .number(let number) where type == .number: "\(number)"
        case .boolean, .integer, .number, .array, .object: nil
        }
    }
}

extension Form.FieldType {
    /// The most code points of a value whose field names no limit of its own.
    public var maximumLength: Int {
        switch self {
        case .text: 4_000
        case .email: 254
        case .phone, .document, .number: 32
        case .date: 10
        }
    }

    /// Whether a text without blanks around it is of this type. Lenient on purpose: the company's people read it.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .text: !text.unicodeScalars.contains("\0")
        case .email: Self.isEmail(text)
        case .phone: Self.consists(text, of: "+()-. ", digits: 8...15)
        case .document: Self.isDocument(text)
        case .number: Self.isNumber(text)
        case .date: Self.isDate(text)
        }
    }

    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return false }
        guard text.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && $0.value > 0x1F }) else { return false }
        let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return domain.count > 1 && domain.allSatisfy { !$0.isEmpty }
    }

    /// A CPF has 11 digits, a CNPJ 14 digits or letters; other countries' papers differ.
    private static func isDocument(_ text: String) -> Bool {
        let letters = text.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic }
        return consists(String(text.unicodeScalars.filter { !letters.contains($0) }), of: ".-/ ", digits: 0...20)
            && letters.count + text.unicodeScalars.filter(\.isDigit).count >= 5
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : Substring(text)
        return consists(String(digits), of: ".,", digits: 1...30) && digits.unicodeScalars.first?.isDigit == true
            && digits.unicodeScalars.last?.isDigit == true
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], text.unicodeScalars.allSatisfy({ $0.isDigit || $0 == "-" }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return CalendarDate(year: year, month: month, day: day) != nil
    }

    /// Only digits, so many of them, and these marks.
    private static func consists(_ text: String, of marks: String, digits: ClosedRange<Int>) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.allSatisfy { $0.isDigit || marks.unicodeScalars.contains($0) }
            && digits.contains(scalars.filter(\.isDigit).count)
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
