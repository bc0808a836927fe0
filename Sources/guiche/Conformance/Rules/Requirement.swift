/// One thing the contract asks of a program outside, that the runner can see on the wire.
struct Requirement: Hashable, Sendable {
    /// Its name in JSON, e.g. `routing-key`.
    let id: String
    /// Where the contract says so.
    let heading: Heading
    /// What the contract says, as a sentence.
    let rule: String
    /// What to do when it does not hold, as a sentence.
    let remedy: String
    /// False for what a program may do without: then it is only reported when it was seen.
    let isRequired: Bool

    init(_ id: String, _ heading: Heading, _ rule: String, remedy: String, isRequired: Bool = true) {
        self.id = id
        self.heading = heading
        self.rule = rule
        self.remedy = remedy
        self.isRequired = isRequired
    }
}
