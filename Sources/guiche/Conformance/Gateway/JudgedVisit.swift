import Contracts
import Domain
import Identifiers

/// One session of the gateway under test: what it was offered, and what it may answer to that. Pure.
struct JudgedVisit: Sendable {
    enum Phase: Hashable, Sendable {
        case choosing
        case served
        /// Refused, and a form offered with it.
        case filling
        case over
    }

    var talk: Talk
    var phase = Phase.choosing
    /// How many submitted forms came; the first is refused.
    private(set) var forms = 0

    init(_ talk: Talk) { self.talk = talk }

    /// Takes what the gateway published; the finding if it may not publish it now.
    mutating func hear(_ command: any SessionCommand) -> (requirement: Requirement, got: String)? {
        switch command {
        case let pick as Webchat.SubjectSelected: fault(of: pick)
        case let form as Webchat.FormSubmitted: fault(of: form)
        default: nil
        }
    }

    private func fault(of pick: Webchat.SubjectSelected) -> (Requirement, String)? {
        guard phase == .choosing || phase == .filling else {
            return (.picksSubjects, "no subjects were offered when \(pick.subjectId) was picked")
        }
        guard Scenery.subjects.contains(where: { $0.subjectId == pick.subjectId }) else {
            let offered = Scenery.subjects.map(\.subjectId.text).joined(separator: ", ")
            return (.picksSubjects, "the subject \(pick.subjectId) was not offered; offered were \(offered)")
        }
        return nil
    }

    private mutating func fault(of form: Webchat.FormSubmitted) -> (Requirement, String)? {
        guard phase == .filling else { return (.offersForms, "a form was submitted that was not offered") }
        forms += 1
        let fields = Scenery.form.fields
        if let stranger = form.fields.keys.sorted().first(where: { id in !fields.contains { $0.id == id } }) {
            return (.offersForms, "the form has no field \"\(stranger)\"")
        }
        if let missing = fields.first(where: { $0.required && form.fields[$0.id] == nil }) {
            return (.offersForms, "the required field \"\(missing.id)\" is missing")
        }
        return nil
    }
}
