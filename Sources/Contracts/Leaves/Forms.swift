import Domain

/// A customer on the wire: every field optional and bounded.
public struct CustomerForm: Codable, Hashable, Sendable {
    let externalId: ShortText?
    let name: ShortText?
    let email: ShortText?
    let phone: ShortText?
    let document: ShortText?
}

extension Customer: Represented {
    public init(wire: CustomerForm) {
        self.init(
            externalId: wire.externalId?.value, name: wire.name?.value, email: wire.email?.value,
            phone: wire.phone?.value, document: wire.document?.value)
    }

    public var wire: CustomerForm {
        CustomerForm(
            externalId: externalId.map(ShortText.init(trusted:)), name: name.map(ShortText.init(trusted:)),
            email: email.map(ShortText.init(trusted:)), phone: phone.map(ShortText.init(trusted:)),
            document: document.map(ShortText.init(trusted:)))
    }
}

/// A file on the wire, by reference.
public struct AttachmentForm: Codable, Hashable, Sendable {
    let url: Address
    let name: ShortText
    let contentType: ShortText
    let size: Natural
}

extension Attachment: Represented, Listed {
    /// Contract page: at most 10.
    public static var listLimits: ClosedRange<Int> { 0...10 }

    public init(wire: AttachmentForm) {
        self.init(
            url: wire.url.value, name: wire.name.value, contentType: wire.contentType.value, size: wire.size.value)
    }

    public var wire: AttachmentForm {
        AttachmentForm(
            url: Address(trusted: url), name: ShortText(trusted: name), contentType: ShortText(trusted: contentType),
            size: Natural(trusted: size))
    }
}

/// A button on the wire.
public struct OptionForm: Codable, Hashable, Sendable {
    let id: Choice
    let label: Choice
}

extension Option: Represented, Listed {
    /// How many buttons one line offers.
    public static var listLimits: ClosedRange<Int> { 0...50 }

    public init(wire: OptionForm) { self.init(id: wire.id.value, label: wire.label.value) }
    public var wire: OptionForm { OptionForm(id: Choice(trusted: id), label: Choice(trusted: label)) }
}
