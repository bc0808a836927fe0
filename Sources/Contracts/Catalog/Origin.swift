/// Who publishes a message.
public enum Origin: Sendable, CaseIterable {
    case gateway
    case bot
    case agent
    case supervisor
    /// Anyone with the right to ask.
    case asker
    /// Into the queue of a bot.
    case guicheToBot
    /// To the events exchange.
    case guiche
    /// To whoever asked.
    case guicheToAsker

    /// Whether it is ours; then `at` is Guichê's clock.
    var isGuiche: Bool {
        switch self {
        case .guiche, .guicheToBot, .guicheToAsker: true
        case .gateway, .bot, .agent, .supervisor, .asker: false
        }
    }

    /// The messages of this origin, in the order of the contract page.
    var types: [MessageType] {
        switch self {
        case .gateway: Catalog.webchat.map { $0.type }
        case .bot: Catalog.bots.map { $0.type }
        case .agent: Catalog.agents.map { $0.type }
        case .supervisor: Catalog.supervisors.map { $0.type }
        case .asker: Catalog.queries.map { $0.query.type }
        case .guicheToBot: Catalog.toBots.map { $0.type }
        case .guiche: Catalog.events.map { $0.type }
        case .guicheToAsker: Catalog.queries.map { $0.answer.type }
        }
    }
}

extension Catalog {
    private static let origins: [MessageType: Origin] = Dictionary(
        Origin.allCases.flatMap { origin in origin.types.map { ($0, origin) } }
    ) { first, _ in first }

    /// Who publishes messages of a type; Guichê for one that is not in the catalog.
    static func origin(of type: MessageType) -> Origin { origins[type] ?? .guiche }
}
