import CRabbitMQ

/// What a broker says of itself at the login.
public struct BrokerIdentity: Hashable, Sendable {
    /// E.g. `RabbitMQ`; empty if it does not say.
    public let product: String
    /// E.g. `3.10.8`; empty if it does not say.
    public let version: String

    init(_ properties: [String: HeaderValue]) {
        product = Self.text(properties["product"])
        version = Self.text(properties["version"])
    }

    private static func text(_ value: HeaderValue?) -> String {
        if case .string(let text) = value { text } else { "" }
    }
}

extension BrokerIdentity {
    /// A copy of what the library read at the login.
    init(of state: amqp_connection_state_t) {
        self.init(amqp_get_server_properties(state).map { [String: HeaderValue]($0.pointee) } ?? [:])
    }
}
