/// What kind of party spoke a line.
public enum SpeakerKind: String, Codable, Sendable, CaseIterable {
    case customer
    case bot
    case agent
    case system
}

/// Who spoke a line of the transcript.
public struct Speaker: Codable, Hashable, Sendable {
    public let kind: SpeakerKind
    /// The agent's or bot's id.
    public let id: String?
    /// The agent's name.
    public let name: String?

    public init(kind: SpeakerKind, id: String? = nil, name: String? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    public static let system = Speaker(kind: .system)
    public static let customer = Speaker(kind: .customer)
}
