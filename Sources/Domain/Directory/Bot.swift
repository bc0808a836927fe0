import Identifiers

/// A bot and how it is reached.
public struct Bot: Hashable, Sendable {
    public let id: BotID
    /// The address of a webhook bot; nil for one that consumes its queue.
    public let webhook: String?
    /// What a webhook bot is told when a session starts; nil: it is told nothing.
    public let startText: String?
    /// Rule 13: how long the HTTP answer of a webhook bot may take.
    public let answer: Duration
    /// Whether `demo-bot` plays this bot.
    public let isDemo: Bool

    /// Rule 13.
    public static let usualAnswer: Duration = .seconds(5)
    /// Rule 13: one call of a webhook bot and two retries.
    public static let calls = 3

    public init(
        id: BotID, webhook: String? = nil, startText: String? = nil, answer: Duration = Self.usualAnswer,
        isDemo: Bool = false
    ) {
        self.id = id
        self.webhook = webhook
        self.startText = startText
        self.answer = answer
        self.isDemo = isDemo
    }
}
