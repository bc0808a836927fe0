import Identifiers

/// A line as the hash chain covers it (rule 23): who, when, which line, and the hash of the text.
///
/// The text itself is covered through its salted hash only, so that the chain still verifies after a person's words
/// were erased.
public struct TranscriptLine: Hashable, Sendable {
    public let line: Int
    public let at: Instant
    public let from: Speaker

    public init(line: Int, at: Instant, from: Speaker) {
        self.line = line
        self.at = at
        self.from = from
    }

    /// The hash before the first line: 64 zeros.
    public static let firstPreviousHash = String(repeating: "0", count: 64)

    /// RFC 8785 JSON of `{"at", "from": {"id"?, "kind"}, "line", "textHash"}`: sorted keys, no white space. The id is
    /// that of an agent or bot only; its alphabet needs no escaping.
    public func canonical(textHash: String) -> String {
        var speaker = "\"kind\":\"\(from.kind.rawValue)\""
        if let id = from.id, from.kind == .agent || from.kind == .bot { speaker = "\"id\":\"\(id)\"," + speaker }
        return "{\"at\":\"\(at.rfc3339)\",\"from\":{\(speaker)},\"line\":\(line),\"textHash\":\"\(textHash)\"}"
    }
}
