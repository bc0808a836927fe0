import Contracts
import Domain

/// What a customer writes into a form: once with mistakes, once right.
struct FormAnswers: Equatable {
    let right: [String: JSONValue]
    let wrong: [String: JSONValue]
    /// The fields of ``wrong`` in which there is a mistake.
    let mistakes: Set<String>

    /// - Parameter person: whose name and address go into the fields of that meaning.
    init(_ form: Event.OfferedForm, of person: Customer) {
        right = Dictionary(
            form.fields.map { ($0.id, JSONValue.string(Self.text(for: $0, person))) }
        ) { first, _ in first }
        var wrong = right
        var mistakes: Set<String> = []
        for field in form.fields where field.type == "email" {
            wrong[field.id] = .string((person.email ?? "").replacing("@", with: " arroba "))
            mistakes.insert(field.id)
        }
        if let last = form.fields.last(where: \.required), !mistakes.contains(last.id) {
            wrong[last.id] = nil
            mistakes.insert(last.id)
        }
        self.wrong = wrong
        self.mistakes = mistakes
    }

    private static func text(for field: Event.OfferedField, _ person: Customer) -> String {
        let text =
            switch field.type {
            case "email": person.email ?? ""
            case "phone": "81999990000"
            case "document": "52998224725"
            case "number": "2"
            case "date": "2026-12-24"
            case _ where field.id == "nome": person.name ?? ""
            default: "Quero renegociar duas parcelas do meu contrato."
            }
        return String(text.prefix(field.maxLength ?? text.count))
    }
}
