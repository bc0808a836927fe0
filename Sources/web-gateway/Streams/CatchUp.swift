/// How far a stream has come in one conversation: joins what is read from the book with what comes live, without a gap
/// and without a repeat (contract page, "Catching up").
///
/// ```
/// reading ── the book has no more ──> joined? ── the first live event follows the book ──> live
///    ^                                   │
///    └────── the first live event does not ──┘
/// ```
struct CatchUp: Equatable {
    /// What to do with a live event.
    enum Verdict: Equatable {
        case send
        /// It was sent before.
        case drop
        /// Something before it may be missing: read the book first, until it reaches this number.
        case readFirst
    }

    /// The number of the last event that was sent, or that the browser named.
    private(set) var sent: Int
    /// Everything up to this number was read.
    private(set) var read = 0
    /// Whether a live event has followed what was read: from then on nothing can be missing.
    private(set) var isLive = false

    init(after sent: Int) { self.sent = sent }

    /// An event of the book; true if it is to be sent.
    mutating func took(_ seq: Int) -> Bool {
        guard seq > sent else { return false }
        sent = seq
        return true
    }

    /// The book said that this is its last number, and everything up to it was taken.
    mutating func hasRead(to seq: Int) { read = max(read, seq) }

    /// A customer sees only what is meant for him, so later gaps in the numbers mean nothing.
    mutating func live(_ seq: Int) -> Verdict {
        guard seq > max(sent, read) else { return .drop }
        guard isLive || seq <= max(sent, read) + 1 else { return .readFirst }
        isLive = true
        sent = seq
        return .send
    }
}
