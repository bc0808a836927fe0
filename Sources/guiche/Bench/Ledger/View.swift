import Identifiers

/// What one side has been shown of one conversation: the contract lets it drop what has no higher `seq`, and nothing
/// else.
struct View: Sendable {
    /// Whose view of what it is, for sentences.
    let session: SessionID
    let side: Voice
    /// The last number that was seen.
    private(set) var seq = 0
    /// The last line that was seen; nil before the first.
    private(set) var line: Int?
    private var customer = Row()
    private var agent = Row()
    private var bot = Row()

    /// The lines of one voice.
    private struct Row: Sendable {
        var next = 0
        var missing: Set<Int> = []
    }

    /// Whether every event is seen, so that `seq` must have no gaps.
    let isWitness: Bool

    init(of session: SessionID, by side: Voice, isWitness: Bool = false) {
        self.session = session
        self.side = side
        self.isWitness = isWitness
    }

    /// Takes the numbers of an event; false for a repeat.
    mutating func take(seq: Int, line: Int?, _ ledger: inout Ledger) -> Bool {
        guard seq > self.seq else {
            ledger.repeats += 1
            return false
        }
        if isWitness, seq != self.seq + 1 {
            ledger.note(.gap, "\(session), \(side): seq \(seq) came after \(self.seq)")
        }
        self.seq = seq
        guard let line else { return true }
        // The customer is there from the first line, the agent from his acceptance.
        let expected = self.line.map { $0 + 1 } ?? (side == .customer ? 1 : line)
        if line != expected { ledger.note(.gap, "\(session), \(side): line \(line) came where \(expected) was due") }
        self.line = line
        return true
    }

    /// Takes a line of a voice. It may come late where it had to be sent again, because the broker had not taken it.
    mutating func take(_ name: LineName, isExcused: Bool, _ ledger: inout Ledger) {
        ledger.copies += 1
        var row = self[name.voice]
        defer { self[name.voice] = row }
        if name.number >= row.next {
            row.missing.formUnion(row.next..<name.number)
            row.next = name.number + 1
        } else if row.missing.remove(name.number) == nil {
            ledger.note(.doubled, "\(session), \(side): \(name.voice) \(name.number) was shown again")
        } else if !isExcused {
            ledger.note(.reordered, "\(session), \(side): \(name.voice) \(name.number) came after a later line")
        }
    }

    /// What is said from now on is the first this side sees of a voice.
    mutating func begin(_ voice: Voice, at number: Int) { self[voice].next = number }

    /// How many lines of a voice were passed, seen or missing.
    func passed(_ voice: Voice) -> Int { self[voice].next }

    func missing(_ voice: Voice) -> Int { self[voice].missing.count }

    private subscript(voice: Voice) -> Row {
        get {
            switch voice {
            case .customer: customer
            case .agent: agent
            case .bot: bot
            }
        }
        set {
            switch voice {
            case .customer: customer = newValue
            case .agent: agent = newValue
            case .bot: bot = newValue
            }
        }
    }
}
