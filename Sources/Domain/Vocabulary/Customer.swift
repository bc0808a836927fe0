/// What is known of the person behind a session. All of it is optional, all of it is personal data.
public struct Customer: Codable, Hashable, Sendable {
    /// The id this person has in the company's own systems.
    public var externalId: String?
    public var name: String?
    public var email: String?
    public var phone: String?
    /// CPF, CNPJ or whatever the company asks for.
    public var document: String?

    public init(
        externalId: String? = nil, name: String? = nil, email: String? = nil, phone: String? = nil,
        document: String? = nil
    ) {
        self.externalId = externalId
        self.name = name
        self.email = email
        self.phone = phone
        self.document = document
    }

    /// This with every field that `newer` gives replaced.
    public func updated(with newer: Customer) -> Customer {
        Customer(
            externalId: newer.externalId ?? externalId, name: newer.name ?? name, email: newer.email ?? email,
            phone: newer.phone ?? phone, document: newer.document ?? document)
    }
}
