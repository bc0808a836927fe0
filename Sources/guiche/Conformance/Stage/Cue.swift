/// Something a person, or a team's own test driver, is asked to do with the program under test.
struct Cue: Sendable, Encodable {
    /// For drivers, e.g. `write`.
    let step: String
    /// For people.
    let task: String
    /// What is to be written, exactly so.
    let text: String?
    /// The line that is to be counted on the screen.
    let line: String?

    init(_ step: String, _ task: String, text: String? = nil, line: String? = nil) {
        self.step = step
        self.task = task
        self.text = text
        self.line = line
    }
}
