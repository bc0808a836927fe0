/// How an exchange routes. The raw values are the broker's type names.
public enum ExchangeKind: String, Hashable, Sendable {
    case direct
    case topic
    case fanout
    /// From the plugin `rabbitmq_sharding`: a key keeps its queue over restarts, unlike `x-consistent-hash`
    /// (broker facts page).
    case modulusHash = "x-modulus-hash"
}

/// An exchange as it is declared: always durable, never deleted by the broker, no arguments.
public struct ExchangeDeclaration: Hashable, Sendable {
    public let name: String
    public let kind: ExchangeKind
}

/// A queue as it is declared.
public struct QueueDeclaration: Hashable, Sendable {
    public let name: String
    public let durable: Bool
    public let exclusive: Bool
    public let autoDelete: Bool
    public let arguments: [String: HeaderValue]

    init(
        _ name: String, durable: Bool = true, exclusive: Bool = false, autoDelete: Bool = false,
        _ arguments: [String: HeaderValue]
    ) {
        self.name = name
        self.durable = durable
        self.exclusive = exclusive
        self.autoDelete = autoDelete
        self.arguments = arguments
    }
}

/// A binding as it is declared, without arguments.
public struct BindingDeclaration: Hashable, Sendable {
    public let exchange: String
    public let queue: String
    public let routingKey: String
}
