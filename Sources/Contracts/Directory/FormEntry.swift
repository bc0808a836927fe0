import Domain
import Identifiers

/// A form offered when the queue is closed (rule 1).
struct FormEntry: Codable, ClosedObject {
    struct Field: Codable, ClosedObject {
        let id: Identifier<FormEntry>
        let label: ReasonText
        let type: Form.FieldType
        let required: Bool?
        let maxLength: Revision?
        let customerField: Form.CustomerField?
    }

    let id: FormID
    let title: ReasonText
    let fields: [Field]
}
