import Contracts
import Domain

/// What a customer's page shows of an event: whatever has a line, with the choices it offers, and nothing else as text
/// (contract page, "What Guichê publishes").
struct ShownLine: Decodable {
    let at: Timestamp
    let line: Int?
    let text: String?
    let from: Speaker?
    let options: [Domain.Option]?
    let subjects: [Event.OfferedSubject]?
    let form: Event.OfferedForm?

    /// Prints the line, if the event has one.
    func show() {
        guard let line, let text, let from else { return }
        let choices = choices.joined(separator: " ")
        Transcript.show(
            line: line, from: from, text: choices.isEmpty ? text : "\(text)\n\(choices)", at: at.instant)
    }

    /// Buttons, subjects or the fields of a form, as a page would draw them; a star marks a field that is required.
    var choices: [String] {
        (options ?? []).map { "[\($0.label)]" } + (subjects ?? []).map { "[\($0.label)]" }
            + (form?.fields ?? []).map { "[\($0.label)\($0.required ? "*" : ""): ____]" }
    }
}
