import Identifiers

/// Whom an event concerns; each is a family of routing keys on the events exchange (contract page, "Exchanges").
public enum Audience: Hashable, Sendable {
    case customer(TenantID, ChannelID, SessionID)
    case agent(TenantID, AgentID)
    case queue(TenantID, QueueID)
    case conversation(TenantID, ConversationID)
    case supervisor(TenantID, SupervisorID)

    /// The routing key without the type, e.g. `customer.acme.site.s1`.
    public var name: String {
        switch self {
        case .customer(let tenant, let channel, let session): "customer.\(tenant).\(channel).\(session)"
        case .agent(let tenant, let agent): "agent.\(tenant).\(agent)"
        case .queue(let tenant, let queue): "queue.\(tenant).\(queue)"
        case .conversation(let tenant, let conversation): "conversation.\(tenant).\(conversation)"
        case .supervisor(let tenant, let supervisor): "supervisor.\(tenant).\(supervisor)"
        }
    }

    /// Reads ``name`` back; nil if it is none.
    public init?(name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, let tenant = TenantID(parts[1]) else { return nil }
        switch (parts[0], parts.count) {
        case ("customer", 4):
            guard let channel = ChannelID(parts[2]), let session = SessionID(parts[3]) else { return nil }
            self = .customer(tenant, channel, session)
        case ("agent", 3): self.init(tenant, parts[2], Audience.agent)
        case ("queue", 3): self.init(tenant, parts[2], Audience.queue)
        case ("conversation", 3): self.init(tenant, parts[2], Audience.conversation)
        case ("supervisor", 3): self.init(tenant, parts[2], Audience.supervisor)
        default: return nil
        }
    }

    private init?<Kind>(
        _ tenant: TenantID, _ text: String, _ make: (TenantID, Identifier<Kind>) -> Audience
    ) {
        guard let id = Identifier<Kind>(text) else { return nil }
        self = make(tenant, id)
    }

    /// The routing key of an event of this type for this audience.
    public func routingKey(for type: MessageType) -> String { "\(name).\(type.rawValue)" }
}
