/// What flows through partitions, in order per key (architecture page, "Streams and partitions").
public enum Stream: String, Codable, Hashable, Sendable, CaseIterable {
    /// Website gateways' publications, by session id.
    case webchat
    /// Bot platforms' publications, by conversation id.
    case bots
    /// Agents' and supervisors' publications, by their id.
    case agents
    /// By conversation id; the router's.
    case conversation
    /// By tenant; the router's.
    case desk
    /// Every event, by conversation id; the book's.
    case record
    /// What goes to bots, by conversation id.
    case bridge
    /// Leases, the desk's answers and supervisors' logouts, by agent id; never from outside.
    case presence

    /// Whether outsiders publish to it: then the broker chooses the partition (`x-modulus-hash`) and a full queue
    /// rejects, which to the sender means "later".
    public var isDoor: Bool {
        switch self {
        case .webchat, .bots, .agents: true
        case .conversation, .desk, .record, .bridge, .presence: false
        }
    }
}
