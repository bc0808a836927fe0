/// What was sent, what was confirmed, what was seen, and what was wrong.
struct Ledger: Equatable, Sendable {
    /// Lines of customers, agents and bots that were to be said.
    var attempted = 0
    /// Of these, confirmed by the broker.
    var acknowledged = 0
    /// Copies of lines that were shown: to the customer, to the agent, or both.
    var copies = 0
    /// Events that came again, which the contract allows.
    var repeats = 0
    /// Transcripts read from the book, and their lines.
    var booksRead = 0
    var linesRead = 0
    private(set) var counts: [Fault: Int] = [:]
    /// The first faults in words.
    private(set) var findings: [String] = []

    var isClean: Bool { counts.isEmpty }

    subscript(fault: Fault) -> Int { counts[fault] ?? 0 }

    mutating func note(_ fault: Fault, times: Int = 1, _ sentence: @autoclosure () -> String) {
        guard times > 0 else { return }
        counts[fault, default: 0] += times
        if findings.count < Limits.findings { findings.append("\(fault.title): \(sentence())") }
    }
}
