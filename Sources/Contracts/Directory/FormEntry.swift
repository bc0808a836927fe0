import Domain
import Identifiers

/// A form offered when the queue is closed (rule 1).
struct FormEntry: Codable, ClosedObject {
    enum FieldType: String, Codable, Word {
        case text
        case email
        case phone
        case document
        case number
        case date
    }

    struct Field: Codable, ClosedObject {
        let id: Identifier<FormEntry>
        let label: ReasonText
        let type: FieldType
        let required: Bool?
        let maxLength: Revision?
    }

    let id: FormID
    let title: ReasonText
    let fields: [Field]
}
