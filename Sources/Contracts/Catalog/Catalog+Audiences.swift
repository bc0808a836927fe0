extension Catalog {
    /// Whom each event can be for (contract page, "What Guichê publishes"). The clients of `Tests/interop` hold every
    /// event they get against it.
    public static let audiences: [MessageType: [Audience.Kind]] = [
        Event.ConversationOpened.type: [.customer, .conversation],
        Event.SubjectsOffered.type: [.customer, .conversation],
        Event.ConversationRefused.type: [.customer, .queue, .conversation],
        Event.FormReceived.type: [.customer, .conversation],
        Event.ConversationQueued.type: [.customer, .queue, .conversation],
        Event.ConversationOffered.type: [.agent, .queue, .conversation],
        Event.OfferWithdrawn.type: [.agent, .queue, .conversation],
        Event.ConversationAccepted.type: [.customer, .agent, .queue, .conversation],
        Event.ConversationMessage.type: [.customer, .agent, .conversation],
        Event.ConversationNotice.type: [.customer, .agent, .conversation],
        Event.ConversationTransferred.type: [.agent, .queue, .conversation],
        Event.CustomerAway.type: [.agent, .conversation],
        Event.CustomerReturned.type: [.agent, .conversation],
        Event.ConversationFinished.type: [.customer, .agent, .queue, .conversation],
        Event.ConversationClosed.type: [.customer, .agent, .queue, .conversation],
        Event.ConversationParked.type: [.queue, .conversation],
        Event.ConversationUnparked.type: [.queue, .conversation],
        Event.RoutingDecided.type: [.queue, .conversation],
        Event.QueueFiguresChanged.type: [.queue],
        Event.QueueUnattended.type: [.queue],
        Event.AgentStateChanged.type: [.agent, .queue],
        Event.AgentSnapshot.type: [.agent],
        Event.ProtocolOpened.type: [.agent],
        Event.ProtocolRevised.type: [.agent, .supervisor],
        Event.ProtocolErased.type: [.supervisor],
        Event.CommandRejected.type: [.customer, .agent, .supervisor],
    ]

    /// The events an audience can be told, in the order of the contract page.
    static func events(for audience: Audience.Kind) -> [MessageType] {
        events.map { $0.type }.filter { audiences[$0]?.contains(audience) == true }
    }
}

extension Audience {
    /// The families of routing keys on the events exchange.
    public enum Kind: String, Sendable, CaseIterable {
        case customer
        case agent
        case queue
        case conversation
        case supervisor

        /// The ids of a routing key between the kind and the type.
        var ids: [String] {
            switch self {
            case .customer: ["tenant", "channelId", "sessionId"]
            case .agent: ["tenant", "agentId"]
            case .queue: ["tenant", "queueId"]
            case .conversation: ["tenant", "conversationId"]
            case .supervisor: ["tenant", "supervisorId"]
            }
        }

        /// The routing key with its parts in braces, e.g. `agent.{tenant}.{agentId}.{type}`.
        var routingKey: String { ([rawValue] + (ids + ["type"]).map { "{\($0)}" }).joined(separator: ".") }

        /// Who binds it, and what for.
        var summary: String {
            switch self {
            case .customer: "What a website gateway shows: for all sessions, those of a channel or one."
            case .agent: "What an agent's front end shows: his cards, conversations, records and state."
            case .queue: "What supervisors and wallboards see of a service queue."
            case .conversation: "Everything about one conversation."
            case .supervisor: "The answers to what a supervisor did."
            }
        }
    }
}
