import Identifiers

/// Fields offered to a customer whose queue is closed (formulário web, rule 1).
public struct Form: Codable, Hashable, Sendable {
    public let id: FormID
    public let title: String
    /// In the order in which they are shown.
    public let fields: [Field]

    public init(id: FormID, title: String, fields: [Field]) {
        self.id = id
        self.title = title
        self.fields = fields
    }

    public struct Field: Codable, Hashable, Sendable {
        public let id: String
        public let label: String
        public let type: FieldType
        public let required: Bool
        /// Code points; nil: the type's own limit.
        public let maxLength: Int?
        /// What of the customer its value is; nil: told by its id, then by its type.
        public let customerField: CustomerField?

        public init(
            id: String, label: String, type: FieldType, required: Bool = false, maxLength: Int? = nil,
            customerField: CustomerField? = nil
        ) {
            self.id = id
            self.label = label
            self.type = type
            self.required = required
            self.maxLength = maxLength
            self.customerField = customerField
        }
    }

    /// A field of ``Customer``.
    public enum CustomerField: String, Codable, Sendable, CaseIterable {
        case externalId
        case name
        case email
        case phone
        case document
    }

    /// What a field holds.
    public enum FieldType: String, Codable, Sendable, CaseIterable {
        case text
        case email
        case phone
        /// CPF, CNPJ or whatever the company asks for.
        case document
        case number
        /// `2026-12-24`
        case date
    }
}
