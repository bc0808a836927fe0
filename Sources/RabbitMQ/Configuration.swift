extension Connection {
    /// How a connection is made and kept.
    public struct Configuration: Sendable {
        /// The broker's address.
        public var endpoint: Endpoint
        /// The name the operator sees in the broker's list of connections.
        public var name: String
        /// After two of these without a sign of life the connection is given up. At least one second; the library's
        /// own default is off, which never notices a dead peer (broker facts page: 5 to 10 s).
        public var heartbeat: Duration = .seconds(5)
        /// How long one attempt to connect and to log in may take.
        public var connectTimeout: Duration = .seconds(5)
        /// How long the broker may take to answer a declaration, a subscription or a hand-over.
        public var replyTimeout: Duration = .seconds(10)
        /// How long `close()` may take to flush and to say goodbye.
        public var closeTimeout: Duration = .seconds(2)
        /// The first pause between two attempts; doubles up to `longestPause`.
        public var firstPause: Duration = .milliseconds(100)
        /// The longest pause between two attempts.
        public var longestPause: Duration = .seconds(2)
        /// How long the very first connection is tried while nobody answers. Later losses are repaired for ever.
        public var firstConnectPatience: Duration = .seconds(60)
        /// The settings of an encrypted connection; used with `amqps` only.
        public var tls = TLS()

        /// Makes a configuration with the usual limits.
        public init(endpoint: Endpoint, name: String) {
            self.endpoint = endpoint
            self.name = name
        }

        /// The heartbeat in the whole seconds that AMQP knows.
        var heartbeatSeconds: Int32 { Int32(clamping: max(1, heartbeat.components.seconds)) }
    }

    /// How an encrypted connection is verified; TLS 1.2 is the least.
    public struct TLS: Sendable {
        /// The file of certificates to trust; the library knows no default, Debian's is used.
        public var authorityFile = "/etc/ssl/certs/ca-certificates.crt"
        /// The client's own certificate and its key, as files, if the broker asks for one.
        public var certificateFile: String?
        /// The key that belongs to `certificateFile`.
        public var keyFile: String?
        /// Whether the certificate must name the host. The library knows DNS names only, no addresses.
        public var verifiesHostName = true

        /// Makes the usual settings.
        public init() {}
    }
}
