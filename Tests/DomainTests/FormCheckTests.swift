import Domain
import Identifiers
import Testing

struct FormCheckTests {
    static func field(_ type: Form.FieldType, required: Bool = false, maxLength: Int? = nil) -> Form.Field {
        .init(id: "f", label: "F", type: type, required: required, maxLength: maxLength)
    }

    static func check(_ value: JSONValue?, _ field: Form.Field) -> FormCheck {
        let form = Form(id: FormID(trusted: "contato"), title: "Fale conosco", fields: [field])
        return FormCheck(value.map { ["f": $0] } ?? [:], against: form)
    }

    @Test(
        arguments: [
            (.text, "oi"), (.email, "maria@cliente.example"), (.email, "m.s+x@a.b.com.br"), (.phone, "(11) 98765-4321"),
            (.phone, "+55 11 5555-0100"), (.document, "000.000.001-91"), (.document, "12.ABC.345/01DE-35"),
            (.number, "-12,5"), (.number, 42), (.date, "2028-02-29"),
        ] as [(Form.FieldType, JSONValue)])
    func `what a person writes into a field is taken`(type: Form.FieldType, value: JSONValue) {
        #expect(Self.check(value, Self.field(type, required: true)).isValid)
    }

    @Test(
        arguments: [
            (.text, 7), (.text, ["a"]), (.email, "maria"), (.email, "maria@cliente"),
            (.email, "ma ria@cliente.example"),
            (.email, "a@b@c.d"), (.email, "@cliente.example"), (.phone, "123"), (.phone, "ligue já"), (.document, "?"),
            (.document, "12"), (.number, "doze"), (.number, ""), (.number, "1-2"), (.date, "29/02/2028"),
            (.date, "2027-02-29"), (.date, "2027-2-3"), (.date, true),
        ] as [(Form.FieldType, JSONValue)])
    func `what is not of the type is named, field by field`(type: Form.FieldType, value: JSONValue) {
        let fault = Self.check(value, Self.field(type, required: true)).faults["f"]
        #expect(fault == (value == "" ? .missing : .malformed(type)))
    }

    @Test func `blanks do not fill a required field and are cut off`() {
        #expect(Self.check("  \n", Self.field(.text, required: true)).faults == ["f": .missing])
        #expect(Self.check(nil, Self.field(.text, required: true)).faults == ["f": .missing])
        #expect(Self.check(.null, Self.field(.text, required: true)).faults == ["f": .missing])
        let optional = Self.check(" ", Self.field(.email))
        #expect(optional.isValid && optional.values.isEmpty)
        #expect(Self.check(" oi\t", Self.field(.text)).values == ["f": "oi"])
    }

    @Test func `lengths count code points`() {
        let field = Self.field(.text, maxLength: 3)
        #expect(Self.check("é́x", field).isValid)
        #expect(Self.check("abcd", field).faults == ["f": .tooLong(limit: 3)])
        #expect(
            Self.check(.string(String(repeating: "x", count: 4_001)), Self.field(.text)).faults == [
                "f": .tooLong(limit: 4_000)
            ])
    }

    @Test func `a field that the form does not have is named, not dropped`() {
        let form = Form(id: FormID(trusted: "contato"), title: "Fale conosco", fields: [Self.field(.text)])
        let check = FormCheck(["f": "oi", "emial": "maria@cliente.example"], against: form)
        #expect(check.faults == ["emial": .unknownField])
    }
}
