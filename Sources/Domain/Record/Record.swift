import Identifiers

/// The record of a conversation: what agents fill in, in revisions (rule 18). The transcript is not part of it and
/// never changes.
///
/// ```
///   open ──finished──> wrapUp ──final save──> saved <──final save── unsaved
///     │                   └──────closed without──────────────────────^
///     └──closed──> refused | abandoned | botContained | offlineForm
/// ```
public struct Record: Codable, Hashable, Sendable {
    /// The first revision is 1; every accepted save raises it, and what a customer says of himself while an agent has
    /// the record open.
    public private(set) var revision: Int
    public private(set) var state: RecordState
    public private(set) var customer: JSONObject
    public private(set) var service: JSONObject

    public init(revision: Int = 1, state: RecordState = .open, customer: JSONObject = [:], service: JSONObject = [:]) {
        self.revision = revision
        self.state = state
        self.customer = customer
        self.service = service
    }

    /// What became of a save.
    public enum SaveResult: Hashable, Sendable {
        case saved(revision: Int, final: Bool)
        /// It was read at a revision that is no longer the current one.
        case stale(current: Int)
    }

    /// Compare-and-set on the revision. A given object replaces, an absent one stays.
    public mutating func save(_ change: RecordChange) -> SaveResult {
        guard change.revision == revision else { return .stale(current: revision) }
        revision += 1
        customer = change.customer ?? customer
        service = change.service ?? service
        if change.final { state = .saved }
        return .saved(revision: revision, final: change.final)
    }

    /// The customer's session has ended.
    public mutating func finished() {
        if state == .open { state = .wrapUp }
    }

    /// The person is taken out of it; the numbers stay (rule 25).
    public mutating func erase() {
        customer = [:]
        service = [:]
    }

    /// The conversation has ended; a record that was saved finally stays saved.
    public mutating func closed(_ outcome: Outcome) {
        guard state == .open || state == .wrapUp else { return }
        state =
            switch outcome {
            case .answered: .saved
            case .unsaved: .unsaved
            case .refused: .refused
            case .offlineForm: .offlineForm
            case .botContained: .botContained
            case .abandonedQueue, .customerTimeout: .abandoned
            }
    }

    /// The form the customer filled in while his queue was closed (rule 1): labels and values as he saw them.
    public mutating func formReceived(_ form: Form, _ values: [String: String]) {
        let fields = form.fields.compactMap { field in
            values[field.id].map { value -> JSONValue in
                ["id": .string(field.id), "label": .string(field.label), "value": .string(value)]
            }
        }
        service["form"] = ["formId": .string(form.id.text), "title": .string(form.title), "fields": .array(fields)]
    }

    /// What is said of the customer replaces what was known, field by field. It makes a revision, and true is returned,
    /// if an agent has the record open and something is new: what he saves must not undo it unseen (rule 18).
    public mutating func identified(_ fields: JSONObject, isOpen: Bool) -> Bool {
        let before = customer
        customer.merge(fields) { _, new in new }
        guard isOpen && customer != before else { return false }
        revision += 1
        return true
    }
}
